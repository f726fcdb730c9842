/** Line icons on a 24 × 24 grid, drawn for this page. */

const SVG = 'http://www.w3.org/2000/svg';

/** @type {Record<string, string>} */
const PATHS = {
  // the six pillars
  governance: 'M4 9.5 12 4l8 5.5M5 9.5h14M7 10v7m5-7v7m5-7v7M4.5 20h15M5.5 17h13',
  branding: 'M5 21V4m0 1c4-2.2 7 2.2 11.5.2l2-.7v9l-2 .7C12 16.2 9 11.8 5 14',
  economy: 'M4 20h16M7 20v-4m5 4v-8m5 8v-6M4.5 11.5 9.5 7l3.5 2L19 4.5m-4 0h4v4',
  living: 'M4 11.5 12 5l8 6.5M6 10v10h12V10m-6 7.5c-2-1.3-3-2.3-3-3.6a1.55 1.55 0 0 1 3-.5 1.55 1.55 0 0 1 3 .5c0 1.3-1 2.3-3 3.6Z',
  society: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-6 8.5c0-3.3 2.5-5.5 6-5.5s6 2.2 6 5.5M15.5 5.3a3 3 0 0 1 0 5.5M17.5 14.4c2.2.7 3.5 2.6 3.5 5.1',
  environment: 'M5 20c1-5 4-8.5 9-10.5M7.2 15.5C4.5 9 10 4.5 20 4.5c.5 9.5-4.5 15-12.8 11Z',
  all: 'M5 5h5.5v5.5H5ZM13.5 5H19v5.5h-5.5ZM5 13.5h5.5V19H5ZM13.5 13.5H19V19h-5.5Z',
  // things to do
  send: 'M12 19V6m-6 5.5L12 5.5l6 6',
  stop: 'M7.5 7.5h9v9h-9z',
  chat: 'M4.5 5.5h15v10.5h-8.5l-4 3.5V16h-2.5ZM8 9.5h8M8 12.5h5',
  binder: 'M6 4h12v16H6ZM9 9l1.2 1.2L12.4 8M9 14.5l1.2 1.2 2.2-2.2M14.8 9.5h.7m-.7 5.5h.7',
  compare: 'M4.5 5h6v14h-6ZM13.5 5h6v14h-6ZM6.5 9h2m-2 3.5h2m7-3.5h2m-2 3.5h2',
  download: 'M12 4.5v10m-4-3.8 4 4 4-4M5 19h14',
  undo: 'M8.5 5 4.5 9l4 4M5 9h8.5a5 5 0 0 1 0 10H9',
  filter: 'M4 6.5h16M7 12h10m-7 5.5h4',
  plus: 'M12 5.5v13M5.5 12h13',
  close: 'm6.5 6.5 11 11m0-11-11 11',
  copy: 'M9 9.5A1.5 1.5 0 0 1 10.5 8h8A1.5 1.5 0 0 1 20 9.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 9 18.5Zm-2.5 6.5A1.5 1.5 0 0 1 5 14.5v-9A1.5 1.5 0 0 1 6.5 4h8A1.5 1.5 0 0 1 16 5.5',
  check: 'm5.5 12.5 4.2 4.2 8.8-9.2',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1L19 9m0-4.5V9h-4.5',
  external: 'M13.5 5H19v5.5M19 5l-8.5 8.5M10 6H6.5A1.5 1.5 0 0 0 5 7.5v10A1.5 1.5 0 0 0 6.5 19h10a1.5 1.5 0 0 0 1.5-1.5V14',
  quote: 'M5 7h14M5 12h9m-9 5h6m8.5-3v5m0 0-2-2m2 2 2-2',
  // what became of an answer
  partial: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm0-17v17M14 6.5h2.5M14 10h4.5M14 13.5h4.5M14 17h2.5',
  not_found: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L20 20M8 10.5h5',
  out_of_scope: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM6 6l12 12',
  conflicting: 'M4 8h13m-3.5-3.5L17 8l-3.5 3.5M20 16H7m3.5-3.5L7 16l3.5 3.5',
  warning: 'M12 4.5 21 20H3Zm0 6v4.5m0 2.2v.1',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm0-9.5v5.5m0-8.7v.1',
  document: 'M6.5 3.5h7.5l4 4v13h-11.5ZM14 3.5v4h4M9.5 12h5m-5 3.5h5',
};

/** @param {string} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name] ?? PATHS['document'] ?? '');
  svg.append(path);
  return svg;
}
