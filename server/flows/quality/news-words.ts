import type { PushMessage } from '../../network/push.port.ts'
import type { StaffNews } from './tell-staff.flow.ts'

const WORDS: Record<'fr' | 'en', Record<StaffNews, string>> = {
  fr: {
    alert: 'Sous la barre : le compte à rebours commence.',
    proposed: 'Un retrait est proposé : votre décision est attendue.',
    'return-proposed': 'Un retour est proposé : votre décision est attendue.',
    withdrawn: 'Retiré de la vente.',
    returned: 'De retour en vente.',
    'clock-two-thirds': 'Les deux tiers du délai sont passés.',
    'clock-last-days': 'Le délai finit dans quelques jours.',
    'clock-over': 'Le délai est écoulé.',
    'dead-letter': 'Une boutique n’a pas pu être prévenue.',
  },
  en: {
    alert: 'Under the bar: the clock starts.',
    proposed: 'A withdrawal is proposed: it waits for your decision.',
    'return-proposed': 'A return is proposed: it waits for your decision.',
    withdrawn: 'Taken off the shelf.',
    returned: 'Back on the shelf.',
    'clock-two-thirds': 'Two thirds of the time are over.',
    'clock-last-days': 'The time ends in some days.',
    'clock-over': 'The time is over.',
    'dead-letter': 'A shop could not be told.',
  },
}

/** What a telephone shows: the product and what happened; nothing of any customer. */
export const newsWords = (
  news: StaffNews,
  name: Record<string, string>,
  productId: string,
  locale: 'fr' | 'en',
): PushMessage => ({
  title: name[locale] || Object.values(name).find(Boolean) || '',
  body: WORDS[locale][news],
  open: `/voice/gate/${productId}`,
  tag: `gate-${productId}`,
})
