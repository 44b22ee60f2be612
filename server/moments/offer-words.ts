/**
 * Words that make an offer, whatever the block they stand in. Only what cannot be meant otherwise: « remise des clés » and « je vous
 * offre un café » are service, « 10 % de remise » is not.
 */
const OFFERS = [
  /\d ?% (?:de )?(?:remise|réduction|rabais|off\b|discount)/iu,
  /(?:remise|réduction|rabais|discount)s? (?:de|of|exceptionnelle|immédiate) ?\d/iu,
  /\b(?:promotions?|promos?|codes? promo|ristournes?|bons? d[’']achat|ventes? privées?|prix cassés?|à saisir|vouchers?|coupons?|special offers?|private sales?)\b/iu,
  /\boffres? (?:spéciales?|exceptionnelles?|promotionnelles?|commerciales?|de reprise|limitées?)/iu,
  /\b(?:jours|semaine|mois) (?:de )?(?:soldes|promotion)\b/iu,
  /\bprofitez[- ](?:en|de|d[’'])/iu,
]

/** The first offer in a text, and where it begins. */
export function offerIn(text: string): { words: string; line: number; column: number } | null {
  let first: RegExpExecArray | null = null
  for (const pattern of OFFERS) {
    const found = pattern.exec(text)
    if (found && (first === null || found.index < first.index)) first = found
  }
  if (!first) return null
  const before = text.slice(0, first.index).split('\n')
  return { words: first[0], line: before.length, column: before.at(-1)!.length + 1 }
}
