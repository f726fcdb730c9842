/** The part of the page that its address asks for: `#binder=34.04&rubric=2024`, or the chat. */

/**
 * @typedef {object} BinderAddress
 * @property {string} region a code or a name, as it stands in the address; empty where none is chosen
 * @property {string | null} rubric year of the evaluation; null for the one that the service chooses
 */

/** @returns {BinderAddress | null} null where the address asks for the chat */
export function binderAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const region = asked.get('binder');
  return region === null ? null : { region: region.trim(), rubric: asked.get('rubric') };
}

/** @param {BinderAddress} address */
export function binderHash({ region, rubric }) {
  if (!region) return '#binder';
  return `#${new URLSearchParams({ binder: region, ...(rubric ? { rubric } : {}) })}`;
}
