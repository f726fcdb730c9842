/** Dates as people write them: "27 Agustus 2019", "August 2019", "2019". */

/** @typedef {import('./types.js').Language} Language */

/**
 * @param {string | null | undefined} iso `2019`, `2019-08`, `2019-08-27`, or with a time
 * @param {Language} language
 * @returns {string | null} null where there is no date; other text stays as it is
 */
export function formatDate(iso, language) {
  if (!iso) return null;
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso);
  if (!match) return iso;
  const [, year, month, day] = match;
  if (!month) return year ?? iso;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
  }).format(date);
}

/** Today, where the reader is, as ISO text. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
