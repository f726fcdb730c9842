/** A pillar as a button that switches its filter on and off. */

import { button } from './dom.js';
import { icon } from './icons.js';
import { language } from './language.js';

/**
 * @param {import('./api.js').Pillar} pillar
 * @param {import('./filters.js').Filters} filters
 */
export function pillarChip(pillar, filters) {
  const pressed = filters.pillars.has(pillar.id);
  return button(
    {
      class: 'chip pillar',
      'data-pillar': pillar.id,
      'data-test': 'pillar',
      'data-key': `pillar-${pillar.id}`,
      'aria-pressed': String(pressed),
      title: pillar.definition?.[language()],
      onclick: () => filters.togglePillar(pillar.id),
    },
    icon(pressed ? 'check' : pillar.id),
    pillar.name[language()],
  );
}
