import type { DecisionState } from '../../contract/decisions.ts'
import type { Theme } from '../../contract/reading.ts'
import type { CALL_KINDS, ReportContent } from '../../contract/report.ts'
import type { Metric } from '../../contract/surveys.ts'
import type { VoiceChartAnswer, VoiceRate } from '../../contract/voice.ts'

export type Language = 'fr' | 'en'
type CallKind = (typeof CALL_KINDS)[number]

const THEME_NAMES: Record<Language, Record<Theme, string>> = {
  fr: {
    welcome: 'Accueil',
    waiting: 'Attente',
    competence: 'Compétence',
    price: 'Prix',
    delay: 'Délai',
    informed: 'Tenu au courant',
    repair: 'Qualité de la réparation',
    delivery: 'Livraison',
    phone: 'Téléphone',
    cleanliness: 'Propreté',
    product: 'Produit',
    loanCar: 'Véhicule de prêt',
    appointment: 'Rendez-vous',
    warranty: 'Garantie',
    safety: 'Sécurité',
    premises: 'Locaux',
    finance: 'Financement',
    tradeIn: 'Reprise',
    solicitation: 'Sollicitations',
    hours: 'Horaires',
  },
  en: {
    welcome: 'Welcome',
    waiting: 'Waiting',
    competence: 'Competence',
    price: 'Price',
    delay: 'Delays',
    informed: 'Kept informed',
    repair: 'Quality of repair',
    delivery: 'Delivery',
    phone: 'Telephone',
    cleanliness: 'Cleanliness',
    product: 'Product',
    loanCar: 'Loan car',
    appointment: 'Appointment',
    warranty: 'Warranty',
    safety: 'Safety',
    premises: 'Premises',
    finance: 'Finance',
    tradeIn: 'Trade-in',
    solicitation: 'Solicitation',
    hours: 'Opening hours',
  },
}

export const themeName = (
  language: Language,
  { theme, title }: { theme: string; title: Record<string, string> },
): string =>
  title[language] ?? Object.values(title)[0] ?? THEME_NAMES[language][theme as Theme] ?? theme.replace(/^own:/u, '')

export const METRIC_NAMES: Record<Language, Record<Metric, { short: string; long: string }>> = {
  fr: {
    nps: { short: 'Recommandation', long: 'NPS : promoteurs moins détracteurs, de −100 à 100' },
    csat: { short: 'Satisfaction', long: 'CSAT : part des clients satisfaits' },
    ces: { short: 'Facilité', long: 'CES : part des clients pour qui ce fut facile' },
    stars: { short: 'Étoiles', long: 'Moyenne, de 1 à 5' },
  },
  en: {
    nps: { short: 'Recommendation', long: 'NPS: promoters less detractors, −100 to 100' },
    csat: { short: 'Satisfaction', long: 'CSAT: share of customers who are satisfied' },
    ces: { short: 'Ease', long: 'CES: share of customers who found it easy' },
    stars: { short: 'Stars', long: 'Mean, 1 to 5' },
  },
}

const NARROW = '\u202f'
const MINUS = '\u2212'

/** A number as it is written: `1 234`, `−12`, `4,3`. */
export function number(language: Language, value: number, digits = 0): string {
  const said = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Object.is(Number(value.toFixed(digits)), -0) ? 0 : value)
  return said.replace('-', MINUS)
}
export const percent = (language: Language, share: number): string =>
  `${number(language, 100 * share)}${language === 'fr' ? '\u00a0%' : '%'}`

/** A figure in its own unit. */
export function figureText(language: Language, metric: Metric, value: number): string {
  if (metric === 'stars') return number(language, value, 1)
  if (metric === 'nps') return signed(language, value)
  return percent(language, value / 100)
}
export const signed = (language: Language, value: number, digits = 0): string =>
  `${value > 0 ? '+' : ''}${number(language, value, digits)}`

export const monthText = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T12:00:00Z`))
export const dayText = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
    .format(new Date(`${day}T12:00:00Z`))
    .replace(/^1 /u, language === 'fr' ? '1er ' : '1 ')

const rate = (language: Language, { k, n, interval }: VoiceRate): string =>
  n === 0 || !interval
    ? '–'
    : `${percent(language, k / n)} (${percent(language, interval.low)} – ${percent(language, interval.high)}, n${NARROW}=${NARROW}${number(language, n)})`

const plural = (language: Language, n: number, one: string, many: string): string =>
  (language === 'fr' ? n < 2 : n === 1) ? one : many

const FR = {
  language: 'fr' as Language,
  title: 'La voix de nos clients',
  subject: 'Rapport mensuel au comité de direction',
  network: 'Tout le réseau',
  sites: (n: number) => `${number('fr', n)} ${plural('fr', n, 'site', 'sites')}`,
  draft: 'Brouillon',
  running: 'Mois en cours',
  contents: 'Dans ces pages',
  editor: 'Le mot du siège',
  comment: 'Commentaire du siège',
  say: 'Ce que disent nos clients',
  sayLead: (n: number) =>
    `Chaque chiffre porte son nombre de réponses et l’intervalle où se trouve sa vraie valeur 95\u00a0fois sur\u00a0100. Le point plein est ce mois, le point vide le mois d’avant. Le mois dit ${number('fr', n)} ${plural('fr', n, 'verbatim', 'verbatims')}.`,
  noFigure: 'Personne n’a encore répondu ce mois-ci. Les premières réponses donneront les premiers chiffres.',
  answers: (n: number) => `${number('fr', n)} ${plural('fr', n, 'réponse', 'réponses')}`,
  few: 'moins de 5 réponses : trop peu pour un chiffre',
  moved: (by: string, low: string, high: string, said: 'higher' | 'lower' | 'cannot-tell') =>
    `${by} en un mois (de ${low} à ${high})\u00a0: ${{ higher: 'en hausse, c’est sûr', lower: 'en baisse, c’est sûr', 'cannot-tell': 'pas de changement sûr' }[said]}`,
  quote: (text: string) => `«\u00a0${text.replaceAll(/«\s?/gu, '“').replaceAll(/\s?»/gu, '”')}\u00a0»`,
  noBefore: 'pas de comparaison possible',
  monthBefore: (value: string) => `le mois d’avant : ${value}`,
  interval: (low: string, high: string) => `de ${low} à ${high}`,
  rates: 'Qui a été entendu',
  response: 'ont répondu à l’invitation',
  invited: 'des clients venus ont été invités',
  rate: (value: VoiceRate) => rate('fr', value),
  leftOut: (n: number) =>
    n === 0
      ? ''
      : `${number('fr', n)} ${plural('fr', n, 'texte gardé mais non compté', 'textes gardés mais non comptés')} (envois en masse, robots).`,
  chart: 'Semaine après semaine, sur un an',
  chartLegend: 'Bande : où tombent 997 semaines sur 1 000 quand rien ne change. Trait plein : ce qui est habituel.',
  verdict: (chart: VoiceChartAnswer, say: (value: number) => string): string => {
    if (chart.said === 'few') return 'Trop peu de semaines encore pour distinguer un changement du hasard.'
    if (chart.said === 'noise') return 'Les semaines varient comme le hasard les fait varier : aucun changement établi.'
    const since = chart.since ? dayText('fr', chart.since) : ''
    const from = chart.was === null ? '' : ` : de ${say(chart.was)} à ${chart.is === null ? '' : say(chart.is)}`
    return `${chart.said === 'up' ? 'Une hausse' : 'Une baisse'} est établie depuis le ${since}${from}.`
  },
  praise: 'Ce qui est loué',
  hurt: 'Ce qui blesse',
  timesGood: (n: number) => `loué ${number('fr', n)} fois`,
  timesBad: (n: number) => `reproché ${number('fr', n)} fois`,
  noPraise: 'Rien n’a été loué assez clairement pour être compté ce mois-ci.',
  noHurt: 'Rien n’a été reproché assez clairement pour être compté ce mois-ci.',
  noQuote: 'Aucun mot à citer : personne n’a donné son accord pour ce thème.',
  by: (name: string, site: string) =>
    [name || (site ? 'Un client' : 'Un client du réseau'), site].filter(Boolean).join(', '),
  themes: 'De quoi l’on parle',
  themesLegend: ['Reproché', 'Dit sans avis', 'Loué'],
  changed: 'Ce qui a changé',
  changedLead: (n: number) =>
    `${number('fr', n)} ${plural('fr', n, 'thème comparé', 'thèmes comparés')} avec le mois précédent, tous ensemble : de ce qui est dit ici, au plus un sur vingt est dû au hasard.`,
  noChange: 'Aucun thème n’a grandi ni reculé de façon sûre. Ce qui semble bouger peut être le hasard.',
  more: 'On en parle plus',
  less: 'On en parle moins',
  changeText: (was: string, is: string) => `de ${was} à ${is} des verbatims`,
  points: (value: number) => `${signed('fr', value, 1)} ${plural('fr', Math.abs(value), 'point', 'points')}`,
  promises: 'Promesses et réclamations',
  promiseLine: ({ due, kept, late, stillLate }: ReportContent['promises']) =>
    due === 0
      ? 'Aucune date promise ne tombait ce mois-ci.'
      : `Sur ${number('fr', due)} ${plural('fr', due, 'date promise', 'dates promises')} ce mois-ci, ${number('fr', kept)} ${plural('fr', kept, 'tenue', 'tenues')}, ${number('fr', late)} ${plural('fr', late, 'tenue en retard', 'tenues en retard')}, ${number('fr', stillLate)} encore en retard.`,
  caseLine: ({ opened, closed, open, medianDays }: ReportContent['cases']) =>
    `${number('fr', opened)} ${plural('fr', opened, 'dossier ouvert', 'dossiers ouverts')}, ${number('fr', closed)} ${plural('fr', closed, 'refermé', 'refermés')}${medianDays === null ? '' : ` (la moitié en moins de ${number('fr', Math.max(1, Math.ceil(medianDays)))} ${plural('fr', Math.ceil(medianDays), 'jour', 'jours')})`}, ${number('fr', open)} en cours à la fin du mois.`,
  kept: 'Tenues',
  late: 'En retard',
  decisions: 'Décisions',
  taken: 'Prises ce mois-ci',
  before: 'Ce que sont devenues les précédentes',
  noTaken: 'Aucune décision n’a été prise ce mois-ci sur ce que disent les clients.',
  owner: 'Porteur',
  due: 'Échéance',
  state: { open: 'ouverte', doing: 'en cours', settled: 'réglée', dropped: 'abandonnée' } satisfies Record<
    DecisionState,
    string
  >,
  isLate: 'en retard',
  told: (n: number) => (n === 0 ? '' : `${number('fr', n)} ${plural('fr', n, 'client prévenu', 'clients prévenus')}`),
  toTell: 'reste à l’annoncer',
  calls: 'Un client à entendre',
  callsLead:
    'Un client pour chaque membre du comité, choisi par la même règle pour tous : d’autres lieux, d’autres humeurs, jamais deux fois en six mois. Les noms sont à l’écran, pas sur le papier.',
  call: {
    settled: 'mécontent, affaire réglée : dire merci et vérifier',
    open: 'mécontent, affaire non réglée : écouter',
    praising: 'content : remercier et comprendre pourquoi',
  } satisfies Record<CallKind, string>,
  callNobody: 'personne qui puisse être appelé ce mois-ci',
  speakTo: (name: string) => `parler d’abord à ${name}`,
  noCommittee: 'Le comité n’est pas encore composé : ses membres se choisissent à l’écran.',
  method: 'Comment lire ces chiffres',
  methodText:
    'NPS : part des notes 9 et 10 moins part des notes 0 à 6. CSAT et CES : part des réponses du bon côté de l’échelle. Les intervalles sont à 95 % (Wilson pour les parts). Un changement n’est dit que s’il est sûr à 95 %. Les mots sont lus par un programme installé chez nous, que les équipes corrigent ; ils ne sont cités qu’avec l’accord de leur auteur, qui peut le retirer à tout moment.',
  page: (n: number, of: number) => `${n} / ${of}`,
  made: (day: string) => `Établi le ${day}`,
}
export type ReportWords = typeof FR

const EN: ReportWords = {
  language: 'en',
  title: 'The voice of our customers',
  subject: 'Monthly report to the executive committee',
  network: 'The whole network',
  sites: (n) => `${number('en', n)} ${plural('en', n, 'site', 'sites')}`,
  draft: 'Draft',
  running: 'Month under way',
  contents: 'In these pages',
  editor: 'A word from head office',
  comment: 'Comment from head office',
  say: 'What our customers say',
  sayLead: (n) =>
    `Each figure carries its number of answers and the interval in which its true value lies 95 times in 100. The full dot is this month, the empty one the month before. ${number('en', n)} ${plural('en', n, 'verbatim', 'verbatims')} this month.`,
  noFigure: 'Nobody has answered yet this month. The first answers will give the first figures.',
  answers: (n) => `${number('en', n)} ${plural('en', n, 'answer', 'answers')}`,
  few: 'fewer than 5 answers: too few for a figure',
  moved: (by, low, high, said) =>
    `${by} in a month (${low} to ${high}): ${{ higher: 'surely higher', lower: 'surely lower', 'cannot-tell': 'no sure change' }[said]}`,
  quote: (text) => `“${text.replaceAll(/[“«]\s?/gu, '‘').replaceAll(/\s?[”»]/gu, '’')}”`,
  noBefore: 'nothing to compare with',
  monthBefore: (value) => `the month before: ${value}`,
  interval: (low, high) => `${low} to ${high}`,
  rates: 'Who was heard',
  response: 'answered the invitation',
  invited: 'of those who came were invited',
  rate: (value) => rate('en', value),
  leftOut: (n) =>
    n === 0 ? '' : `${number('en', n)} ${plural('en', n, 'text', 'texts')} kept but not counted (floods, bots).`,
  chart: 'Week by week, over a year',
  chartLegend: 'Band: where 997 weeks in 1,000 fall while nothing changes. Solid line: what is usual.',
  verdict: (chart, say) => {
    if (chart.said === 'few') return 'Too few weeks yet to tell a change from chance.'
    if (chart.said === 'noise') return 'Weeks vary as chance makes them vary: no change is established.'
    const since = chart.since ? dayText('en', chart.since) : ''
    const from = chart.was === null ? '' : `: from ${say(chart.was)} to ${chart.is === null ? '' : say(chart.is)}`
    return `A ${chart.said === 'up' ? 'rise' : 'fall'} is established since ${since}${from}.`
  },
  praise: 'What is praised',
  hurt: 'What hurts',
  timesGood: (n) => `praised ${n === 1 ? 'once' : `${number('en', n)} times`}`,
  timesBad: (n) => `blamed ${n === 1 ? 'once' : `${number('en', n)} times`}`,
  noPraise: 'Nothing was praised plainly enough to be counted this month.',
  noHurt: 'Nothing was blamed plainly enough to be counted this month.',
  noQuote: 'No words to quote: nobody agreed to it for this theme.',
  by: (name, site) => [name || 'A customer', site].filter(Boolean).join(', '),
  themes: 'What they speak of',
  themesLegend: ['Blamed', 'No opinion', 'Praised'],
  changed: 'What changed',
  changedLead: (n) =>
    `${number('en', n)} ${plural('en', n, 'theme', 'themes')} compared with the month before, all together: of what is said here, one in twenty at most is chance.`,
  noChange: 'No theme surely grew or faded. What seems to move may be chance.',
  more: 'More spoken of',
  less: 'Less spoken of',
  changeText: (was, is) => `from ${was} to ${is} of verbatims`,
  points: (value) => `${signed('en', value, 1)} ${plural('en', Math.abs(value), 'point', 'points')}`,
  promises: 'Promises and complaints',
  promiseLine: ({ due, kept, late, stillLate }) =>
    due === 0
      ? 'No promised day fell into this month.'
      : `Of ${number('en', due)} promised ${plural('en', due, 'day', 'days')} this month, ${number('en', kept)} kept, ${number('en', late)} kept late, ${number('en', stillLate)} still late.`,
  caseLine: ({ opened, closed, open, medianDays }) =>
    `${number('en', opened)} ${plural('en', opened, 'case', 'cases')} opened, ${number('en', closed)} closed${medianDays === null ? '' : ` (half of them within ${number('en', Math.max(1, Math.ceil(medianDays)))} ${plural('en', Math.ceil(medianDays), 'day', 'days')})`}, ${number('en', open)} open at the end of the month.`,
  kept: 'Kept',
  late: 'Late',
  decisions: 'Decisions',
  taken: 'Taken this month',
  before: 'What became of the earlier ones',
  noTaken: 'No decision was taken this month on what customers say.',
  owner: 'Owner',
  due: 'Due',
  state: { open: 'open', doing: 'under way', settled: 'settled', dropped: 'dropped' },
  isLate: 'late',
  told: (n) => (n === 0 ? '' : `${number('en', n)} ${plural('en', n, 'customer', 'customers')} told`),
  toTell: 'still to be told',
  calls: 'One customer to hear',
  callsLead:
    'One customer for each member of the committee, chosen by the same rule for all: other places, other moods, never twice in six months. Names are on the screen, not on paper.',
  call: {
    settled: 'unhappy, matter settled: say thank you and make sure',
    open: 'unhappy, matter not settled: listen',
    praising: 'happy: say thank you and learn why',
  },
  callNobody: 'nobody who may be called this month',
  speakTo: (name) => `speak to ${name} first`,
  noCommittee: 'The committee has no members yet: choose them on the screen.',
  method: 'How to read these figures',
  methodText:
    'NPS: share of scores 9 and 10 less share of 0 to 6. CSAT and CES: share of answers on the good side of the scale. Intervals are at 95% (Wilson for shares). A change is spoken of only where it is 95% sure. Words are read by a program installed on our own machine, which our people correct; they are quoted only where their author agreed, and may take it back at any time.',
  page: (n, of) => `${n} / ${of}`,
  made: (day) => `Made on ${day}`,
}
export const REPORT_WORDS: Record<Language, ReportWords> = { fr: FR, en: EN }
