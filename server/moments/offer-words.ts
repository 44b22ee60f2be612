/** After a percentage or a sum: it is taken off. */
const OFF = '(?:remise|réduction|rabais|moins|économies?|off|discount|cashback|de moins)'
const NTH = '(?:second|seconde|deuxième|2e|2ème|2nde?|troisième|3e|3ème|premier mois|1er mois)'
const PRODUCTS =
  "(?:tout|toute|tous|toutes|les|la|le|l[’']|nos|votre|vos|une sélection|un|une|all|your|our|any|every|selected)"

/**
 * Words that make an offer, whatever the block they stand in. Only what cannot be meant otherwise: « remise des clés », « la batterie est à
 * 80 % », « le solde de votre facture » and « je vous offre un café » are service; « 10 % de remise », « les soldes » are not.
 */
const OFFERS = [
  // How much less.
  new RegExp(`\\d ?(?:%|pour ?cents?|percent|per cent) (?:de |d[’'])?${OFF}(?![\\p{L}])`, 'iu'),
  new RegExp(`\\d ?(?:%|pour ?cents?|percent) (?:sur|on) ${PRODUCTS}`, 'iu'),
  /(?<![\p{L}\d])[-–−] ?\d{1,2} ?(?:%|pour ?cents?)/iu,
  /(?<![\p{L}\d])[-–−] ?\d+ ?(?:€|euros)/iu,
  /(?<!\p{L})(?:remise|réduction|rabais|discount)s? (?:(?:de|of) ?[€£$]? ?\d|exceptionnelle|immédiate|spéciale|supplémentaire|fidélité|sur (?:tou|les|la|le|l[’']|vos|votre|nos))/iu,
  /(?<!\p{L})(?:bénéficiez|profitez|jouissez)[- ](?:d[’']|de |en |du )/iu,
  /(?<!\p{L})économisez|(?<!\p{L})save (?:up to )?(?:[€£$] ?)?\d/iu,
  /(?<!\p{L})(?:dès|à partir de|seulement|from only|for only|just) \d[\d\s]*(?:[.,]\d+)? ?(?:€|euros)|(?<!\p{L})(?:from|only|just) [€£$] ?\d/iu,
  // By what name.
  /(?<!\p{L})(?:promotions?|promos?|codes? promo|ristournes?|bons? d[’']achat|bons? de réduction|chèques?[- ]cadeaux?|cartes?[- ]cadeaux?|ventes? privées?|prix cassés?|à saisir|vouchers?|coupons?|gift cards?|special offers?|private sales?|black friday|french days|bons? plans?|bonnes? affaires?|déstockage|liquidation|portes ouvertes|open days?|dernières? chances?|last chance|limited[- ]time|clearance|jeu[- ]concours|tirage au sort|cashback|satisfait ou remboursé)(?!\p{L})/iu,
  /(?<!\p{L})offres? (?:spéciales?|exceptionnelles?|promotionnelles?|commerciales?|de reprise|limitées?|du moment|de bienvenue|fidélité|irrésistibles?|imbattables?|valables?|réservées?|découverte)/iu,
  /(?<!\p{L})(?:soldes|en solde|soldée?s)(?!\p{L})|(?<!\p{L})(?:summer|winter|spring|big|our|the) sales?(?!\p{L})/iu,
  /(?<!\p{L})(?:prix|tarifs?) (?:d[’']amis?|spécial|spéciaux|exceptionnels?|imbattables?|réduits?|promotionnels?|mini|choc|sacrifiés?|préférentiels?|barrés?|avantageux)|(?<!\p{L})à prix réduits?/iu,
  /(?<!\p{L})(?:special|reduced|best|half|great) (?:price|deal)s?(?!\p{L})/iu,
  // Money that is lent.
  /(?<!\p{L})(?:crédit|financement|loa|lld|leasing|location longue durée)s? (?:à|dès|gratuits?|sans frais|avantageux|offerts?|exceptionnels?|de \d|auto (?:à|dès))/iu,
  /(?<!\p{L})(?:taeg|sans apport|0 ?% apr|\d(?:[.,]\d+)? ?% (?:apr|taeg)|no deposit|financing (?:from|at))(?!\p{L})/iu,
  /(?<!\p{L})taux (?:à|de) \d/iu,
  /(?<!\p{L})(?:prime|bonus) (?:de reprise|à la conversion|de \d)|(?<!\p{L})reprise (?:majorée|exceptionnelle|\+|boostée)/iu,
  // One more for nothing.
  new RegExp(
    `(?<!\\p{L})${NTH}(?: \\p{L}+)? (?:est |vous est |étant )?(?:offert|gratuit|à moitié|free|half)e?s?`,
    'iu',
  ),
  /(?<!\p{L})(?:offert|gratuit)e?s? (?:pour (?:tout|toute|l[’']achat|un|une)|dès|à partir|jusqu[’']au|avec (?:tout|toute|votre achat))/iu,
  /(?<!\p{L})(?:buy one|get one|\d for (?:the price of )?\d|free with (?:any|every|your))(?!\p{L})|(?<!\p{L})(?:un|une|deux|1|2|3) (?:pneus? )?achetée?s?[ ,]/iu,
  /(?<!\p{L})gagnez (?:jusqu|\d|un (?:bon|chèque|cadeau|voyage|an)|une (?:remise|réduction|carte))|(?<!\p{L})win (?:a|an|up to) /iu,
  /(?<!\p{L})(?:parrainez|parrainages?|faites?[- ]vous parrainer|refer a friend|referral)(?!\p{L})/iu,
  // Come and buy.
  /(?<!\p{L})(?:venez|viens) (?:l[’']|la |le |les )?(?:essayer|découvrir)|(?<!\p{L})découvrez (?:notre gamme|nos (?:offres|modèles|véhicules|gammes|nouveautés|accessoires|forfaits)|notre (?:offre|nouve)|la nouvelle|le nouveau|le nouvel|les nouve)/iu,
  /(?<!\p{L})(?:profitez-en|stocks? limités?|dans la limite des stocks)/iu,
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
  return { words: first[0].trim(), line: before.length, column: before.at(-1)!.length + 1 }
}
