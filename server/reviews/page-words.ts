import type { RefusalReason } from '../../contract/reviews.ts'
import type { Language } from './review-words.ts'

/** The words of the public pages. They are read by people who know nothing of us: short, courteous, exact. */
export interface PageWords {
  title: (of: string) => string
  description: (of: string, n: number) => string
  all: (network: string) => string
  language: string
  outOf: (stars: string) => string
  onReviews: (n: number) => string
  tooFew: (least: number) => string
  none: string
  noneLine: string
  noneStars: string
  counted: (n: number, shown: number) => string
  formula: string
  formulaLine: (least: number) => string
  mean: (mean: string) => string
  distribution: string
  bar: (stars: number) => string
  barCount: (n: number) => string
  every: string
  only: (stars: number) => string
  order: string
  control: string
  controlLine: string
  unverifiedLine: string
  reviews: string
  anonymous: string
  stars: (stars: string) => string
  given: (score: number, max: number) => string
  published: (day: string) => string
  experience: (day: string) => string
  notVerified: string
  updated: (day: string) => string
  at: (site: string) => string
  about: (subject: string) => string
  noWords: string
  reply: (role: string) => string
  replyOn: (day: string) => string
  replyChanged: (day: string) => string
  report: string
  newer: string
  older: string
  page: (n: number, of: number) => string
  places: string
  services: string
  products: string
  count: (n: number) => string
  how: string
  json: string
  csv: string
  notFoundTitle: string
  notFoundLine: string
  badge: (of: string) => string
  badgeNone: string
  badgeAlt: (of: string) => string
  // the page on how it is done
  howTitle: string
  howLead: (network: string) => string
  sections: { title: string; lines: string[] }[]
  delay: (days: number, byItself: boolean) => string
  keep: (months: number) => string
  inReturnNone: string
  inReturn: (words: string) => string
  unverified: Record<'never' | 'marked', string>
  became: string
  becameNone: string
  becameLine: (became: {
    asked: number
    published: number
    pending: number
    refused: number
    withdrawn: number
  }) => string
  becameReasons: string
  median: (days: number) => string
  reasons: Record<RefusalReason, string>
  // the form of a report
  reportTitle: string
  reportLead: string
  reportReason: string
  reportWords: string
  reportHint: string
  reportSend: string
  reportDone: string
  reportDoneLine: string
  reportMissing: string
  back: string
  trap: string
}

const fr: PageWords = {
  title: (of) => `Avis sur ${of}`,
  description: (of, n) =>
    n === 0
      ? `Les avis de clients sur ${of}.`
      : `${n} avis de clients sur ${of}, positifs ou négatifs, publiés tels qu’ils ont été écrits, du plus récent au plus ancien.`,
  all: (network) => `Tous les avis sur ${network}`,
  language: 'In English',
  outOf: (stars) => `${stars} sur 5`,
  onReviews: (n) => (n === 1 ? 'sur 1 avis vérifié' : `sur ${n.toLocaleString('fr')} avis vérifiés`),
  tooFew: (least) => `La moyenne est montrée à partir de ${least} avis.`,
  none: 'Aucun avis pour l’instant',
  noneLine:
    'Les avis paraissent ici quand des clients, invités après leur visite ou leur achat, demandent à les publier.',
  noneStars: 'Aucun avis avec ce nombre d’étoiles.',
  counted: (n, shown) =>
    shown > n
      ? `${n} avis comptent dans la moyenne, sur ${shown} montrés\u00a0: les autres ne sont pas vérifiés, ou n’ont pas de note.`
      : '',
  formula: 'Comment la moyenne est calculée',
  formulaLine: (least) =>
    `Moyenne = (5 × 3,5 + somme des étoiles) ÷ (5 + nombre d’avis). Tout se passe comme si cinq avis de 3,5 étoiles précédaient le premier\u00a0: quelques avis seuls ne font pas une réputation. Sous ${least} avis, aucune moyenne n’est montrée. Tous les avis vérifiés comptent autant, quel que soit leur âge. Une note donnée de 0 à 10 ou de 1 à 7 est ramenée à 1 à 5 en proportion.`,
  mean: (mean) => `Moyenne simple des mêmes avis\u00a0: ${mean}.`,
  distribution: 'Répartition',
  bar: (stars) => (stars === 1 ? '1 étoile' : `${stars} étoiles`),
  barCount: (n) => `${n.toLocaleString('fr')} avis`,
  every: 'Tous',
  only: (stars) => (stars === 1 ? 'Avis à 1 étoile' : `Avis à ${stars} étoiles`),
  order: `Classement\u00a0: du plus récent au plus ancien, sans autre critère.`,
  control: 'Les avis sont contrôlés.',
  controlLine:
    'Chacun repose sur une visite, une commande, une vente ou une prestation enregistrée, et est relu avant publication.',
  unverifiedLine:
    'Chacun est relu avant publication. Ceux qui ne reposent sur aucune visite ou commande enregistrée portent la mention «\u00a0non vérifié\u00a0» et ne comptent pas dans la moyenne.',
  reviews: 'Les avis',
  anonymous: 'Anonyme',
  stars: (stars) => `${stars} ${Number.parseFloat(stars) < 2 ? 'étoile' : 'étoiles'} sur 5`,
  given: (score, max) => `note donnée\u00a0: ${score} sur ${max}`,
  published: (day) => `Publié le ${day}`,
  experience: (day) => `Expérience du ${day}`,
  notVerified: 'non vérifié',
  updated: (day) => `Modifié par son auteur le ${day}`,
  at: (site) => `à ${site}`,
  about: (subject) => `Au sujet de\u00a0: ${subject}`,
  noWords: 'Une note, sans mots.',
  reply: (role) => `Réponse\u00a0: ${role}`,
  replyOn: (day) => `le ${day}`,
  replyChanged: (day) => `modifiée le ${day}`,
  report: 'Signaler',
  newer: 'Plus récents',
  older: 'Plus anciens',
  page: (n, of) => `Page ${n} sur ${of}`,
  places: 'Nos lieux',
  services: 'Nos services',
  products: 'Nos produits',
  count: (n) => (n === 0 ? 'aucun avis' : n === 1 ? '1 avis' : `${n.toLocaleString('fr')} avis`),
  how: 'Comment les avis sont recueillis, contrôlés et publiés',
  json: 'Ces avis en JSON',
  csv: 'Ces avis en CSV',
  notFoundTitle: 'Il n’y a pas d’avis à cette adresse',
  notFoundLine: 'Elle est peut-être incomplète, ou ce lieu n’existe plus.',
  badge: (of) => `Avis clients, ${of}`,
  badgeNone: 'Lire les avis',
  badgeAlt: (of) => `Avis clients sur ${of}`,
  howTitle: 'Comment ces avis sont recueillis, contrôlés et publiés',
  howLead: (network) => `Les avis de cette page sont publiés par ${network}. Voici les règles, les mêmes pour tous.`,
  sections: [
    {
      title: 'Qui est invité',
      lines: [
        'Les clients sont invités à répondre après une visite, une commande, une vente ou une prestation, qu’ils aient été contents ou non. La demande de publication est proposée à tous dans les mêmes termes, quelle que soit leur note, et rien n’est coché d’avance.',
        'Un avis n’est publié que si son auteur l’a demandé.',
      ],
    },
    {
      title: 'Le contrôle',
      lines: [
        `Existence d’un contrôle\u00a0: oui. Un avis est «\u00a0vérifié\u00a0» quand la réponse vient d’une invitation envoyée à un client pour une visite, une commande, une vente ou une prestation enregistrée chez nous à son nom. Nous indiquons laquelle, et son jour.`,
        'Avant publication, des données personnelles éventuelles sont repérées automatiquement, sans rien changer au texte, et une personne lit l’avis sans voir sa note.',
        'Personne ne peut modifier un avis, pas même une faute. Il est publié tel quel, ou refusé.',
        'Des réponses nombreuses venues d’un même appareil, d’un automate ou d’un même texte ne sont jamais publiées.',
        'Nous pouvons écrire à l’auteur d’un avis par notre système. Son adresse n’est montrée à personne.',
      ],
    },
    {
      title: 'Les raisons d’un refus',
      lines: [
        'Insulte ou propos blessant visant une personne\u202f; données personnelles\u202f; hors sujet\u202f; conflit d’intérêts\u202f; contenu contraire à la loi\u202f; autre raison, écrite. Un avis n’est jamais refusé parce qu’il est négatif.',
        'L’auteur d’un avis refusé en reçoit la raison, et peut y répondre\u00a0: une personne le relit alors.',
      ],
    },
    {
      title: 'Classement',
      lines: [
        'Les avis sont classés du plus récent au plus ancien, par date de publication. Il n’y a pas d’autre critère. Le lecteur peut choisir un nombre d’étoiles.',
      ],
    },
    {
      title: 'Modifier, retirer, répondre, signaler',
      lines: [
        'L’auteur peut modifier sa réponse pendant les quelques jours indiqués sur sa page\u00a0: le jour de la modification est alors montré. Il peut retirer son avis à tout moment\u00a0: l’avis disparaît aussitôt.',
        'Le site peut répondre publiquement. Le jour de sa réponse, et d’une modification de celle-ci, est montré.',
        'Toute personne peut signaler un avis, sans compte et gratuitement, en disant pourquoi. Une personne l’examine. Le nombre de signalements ne compte pas.',
      ],
    },
  ],
  delay: (days, byItself) =>
    byItself
      ? `Délai de publication\u00a0: ${days} jours au plus. Un avis que personne n’a refusé et où rien n’a été repéré paraît de lui-même.`
      : `Délai de publication\u00a0: ${days} jours au plus.`,
  keep: (months) =>
    months % 12 === 0
      ? `Durée de conservation\u00a0: ${months / 12 === 1 ? 'un an' : `${months / 12} ans`} au plus après la publication.`
      : `Durée de conservation\u00a0: ${months} mois au plus après la publication.`,
  inReturnNone: 'Rien n’est donné en échange d’un avis.',
  inReturn: (words) => `Quelque chose est donné en échange d’un avis\u00a0: ${words}`,
  unverified: {
    never: 'Les réponses données sans invitation (par un QR affiché, sur une tablette) ne sont pas publiées.',
    marked:
      'Les réponses données sans invitation (par un QR affiché, sur une tablette) sont publiées avec la mention «\u00a0non vérifié\u00a0». Elles ne comptent pas dans la moyenne.',
  },
  became: 'Ce que les avis sont devenus',
  becameNone: 'Aucune publication n’a encore été demandée.',
  becameLine: ({ asked, published, pending, refused, withdrawn }) =>
    `Publications demandées\u00a0: ${asked}. Publiés\u00a0: ${published}. En relecture\u00a0: ${pending}. Refusés\u00a0: ${refused}. Retirés par leur auteur\u00a0: ${withdrawn}.`,
  becameReasons: 'Raisons des refus',
  median: (days) =>
    days < 1
      ? 'La moitié des avis ont été publiés le jour même.'
      : `La moitié des avis ont été publiés en ${Math.ceil(days)} ${days > 1 ? 'jours' : 'jour'} ou moins.`,
  reasons: {
    insult: 'insulte',
    'personal-data': 'données personnelles',
    'off-topic': 'hors sujet',
    'conflict-of-interest': 'conflit d’intérêts',
    illegal: 'contraire à la loi',
    other: 'autre raison, écrite à l’auteur',
  },
  reportTitle: 'Signaler cet avis',
  reportLead:
    'Dites-nous ce qui vous paraît contraire aux règles. Une personne le regarde. Un avis n’est pas retiré parce qu’il déplaît. Nous ne gardons rien de vous.',
  reportReason: 'Ce qui ne va pas',
  reportWords: 'Pourquoi, en quelques mots',
  reportHint: 'Une raison précise aide. N’écrivez pas de données personnelles.',
  reportSend: 'Envoyer',
  reportDone: 'Merci, c’est transmis',
  reportDoneLine: 'Une personne regarde cet avis. S’il est contraire aux règles, il est retiré.',
  reportMissing: 'Choisissez une raison, et dites pourquoi.',
  back: 'Revenir aux avis',
  trap: 'Laissez ce champ vide',
}

const en: PageWords = {
  title: (of) => `Reviews of ${of}`,
  description: (of, n) =>
    n === 0
      ? `What customers say of ${of}.`
      : `${n} customer ${n === 1 ? 'review' : 'reviews'} of ${of}, good or bad, published as they were written, newest first.`,
  all: (network) => `All reviews of ${network}`,
  language: 'En français',
  outOf: (stars) => `${stars} out of 5`,
  onReviews: (n) => (n === 1 ? 'from 1 verified review' : `from ${n.toLocaleString('en')} verified reviews`),
  tooFew: (least) => `An average is shown from ${least} reviews on.`,
  none: 'No review yet',
  noneLine: 'Reviews appear here when customers, invited after a visit or a purchase, ask for theirs to be published.',
  noneStars: 'No review with this number of stars.',
  counted: (n, shown) =>
    shown > n
      ? `${n} of the ${shown} reviews shown count in the average: the others are not verified, or have no rating.`
      : '',
  formula: 'How the average is worked out',
  formulaLine: (least) =>
    `Average = (5 × 3.5 + sum of the stars) ÷ (5 + number of reviews). It is as if five reviews of 3.5 stars came before the first: a handful alone makes no reputation. Under ${least} reviews no average is shown. All verified reviews count alike, whatever their age. A rating given from 0 to 10 or from 1 to 7 is brought to 1 to 5 in proportion.`,
  mean: (mean) => `Plain mean of the same reviews: ${mean}.`,
  distribution: 'Distribution',
  bar: (stars) => (stars === 1 ? '1 star' : `${stars} stars`),
  barCount: (n) => (n === 1 ? '1 review' : `${n.toLocaleString('en')} reviews`),
  every: 'All',
  only: (stars) => (stars === 1 ? 'Reviews with 1 star' : `Reviews with ${stars} stars`),
  order: 'Ranking: newest first, by no other criterion.',
  control: 'Reviews are checked.',
  controlLine:
    'Each rests on a visit, an order, a sale or a service in our records, and is read before it is published.',
  unverifiedLine:
    'Each is read before it is published. Those that rest on no visit or order in our records are marked “not verified” and do not count in the average.',
  reviews: 'Reviews',
  anonymous: 'Anonymous',
  stars: (stars) => `${stars} ${stars === '1' ? 'star' : 'stars'} out of 5`,
  given: (score, max) => `rating given: ${score} out of ${max}`,
  published: (day) => `Published on ${day}`,
  experience: (day) => `Experience of ${day}`,
  notVerified: 'not verified',
  updated: (day) => `Changed by its author on ${day}`,
  at: (site) => `at ${site}`,
  about: (subject) => `About: ${subject}`,
  noWords: 'A rating, without words.',
  reply: (role) => `Answer: ${role}`,
  replyOn: (day) => `on ${day}`,
  replyChanged: (day) => `changed on ${day}`,
  report: 'Report',
  newer: 'Newer',
  older: 'Older',
  page: (n, of) => `Page ${n} of ${of}`,
  places: 'Our places',
  services: 'Our services',
  products: 'Our products',
  count: (n) => (n === 0 ? 'no review' : n === 1 ? '1 review' : `${n.toLocaleString('en')} reviews`),
  how: 'How reviews are gathered, checked and published',
  json: 'These reviews as JSON',
  csv: 'These reviews as CSV',
  notFoundTitle: 'There are no reviews at this address',
  notFoundLine: 'It may be incomplete, or the place has closed.',
  badge: (of) => `Customer reviews, ${of}`,
  badgeNone: 'Read the reviews',
  badgeAlt: (of) => `Customer reviews of ${of}`,
  howTitle: 'How these reviews are gathered, checked and published',
  howLead: (network) => `The reviews on this page are published by ${network}. These are the rules, the same for all.`,
  sections: [
    {
      title: 'Who is invited',
      lines: [
        'Customers are invited to answer after a visit, an order, a sale or a service, happy or not. Publication is offered to all in the same words, whatever their rating, and nothing is ticked beforehand.',
        'A review is published only if its author asked for it.',
      ],
    },
    {
      title: 'The check',
      lines: [
        'Are reviews checked: yes. A review is “verified” when the answer came by an invitation sent to a customer about a visit, an order, a sale or a service in our records under their name. We say which, and its day.',
        'Before publication personal data are looked for by machine, without changing the text, and a person reads the review without seeing its rating.',
        'Nobody can change a review, not even a typo. It is published as it stands, or refused.',
        'Answers that come in great number from one device, from a program or with one text are never published.',
        'We can write to the author of a review through our system. Their address is shown to nobody.',
      ],
    },
    {
      title: 'Reasons for a refusal',
      lines: [
        'An insult or hurtful words about a person; personal data; off topic; a conflict of interest; against the law; another reason, in words. A review is never refused for being negative.',
        'The author of a refused review is told the reason and may answer it: a person then reads it again.',
      ],
    },
    {
      title: 'Ranking',
      lines: [
        'Reviews are ranked newest first, by the day they were published. There is no other criterion. Readers may choose a number of stars.',
      ],
    },
    {
      title: 'Changing, taking back, answering, reporting',
      lines: [
        'An author may change their answer for the few days their page says: the day of the change is then shown. They may take their review back at any time: it is gone at once.',
        'The site may answer in public. The day of its answer, and of a change to it, is shown.',
        'Anyone may report a review, free and without an account, saying why. A person looks at it. The number of reports does not count.',
      ],
    },
  ],
  delay: (days, byItself) =>
    byItself
      ? `Delay of publication: ${days} days at most. A review that nobody refused and in which nothing was found appears by itself.`
      : `Delay of publication: ${days} days at most.`,
  keep: (months) =>
    months % 12 === 0
      ? `Retention: ${months / 12 === 1 ? 'one year' : `${months / 12} years`} at most after publication.`
      : `Retention: ${months} months at most after publication.`,
  inReturnNone: 'Nothing is given in return for a review.',
  inReturn: (words) => `Something is given in return for a review: ${words}`,
  unverified: {
    never: 'Answers given without an invitation (by a QR on display, on a tablet) are not published.',
    marked:
      'Answers given without an invitation (by a QR on display, on a tablet) are published as “not verified”. They do not count in the average.',
  },
  became: 'What became of the reviews',
  becameNone: 'No publication has been asked for yet.',
  becameLine: ({ asked, published, pending, refused, withdrawn }) =>
    `Publications asked for: ${asked}. Published: ${published}. Being read: ${pending}. Refused: ${refused}. Taken back by their author: ${withdrawn}.`,
  becameReasons: 'Reasons of the refusals',
  median: (days) =>
    days < 1
      ? 'Half of the reviews were published the same day.'
      : `Half of the reviews were published within ${Math.ceil(days)} ${days > 1 ? 'days' : 'day'}.`,
  reasons: {
    insult: 'insult',
    'personal-data': 'personal data',
    'off-topic': 'off topic',
    'conflict-of-interest': 'conflict of interest',
    illegal: 'against the law',
    other: 'another reason, written to the author',
  },
  reportTitle: 'Report this review',
  reportLead:
    'Tell us what you think breaks the rules. A person looks at it. A review is not taken down because it displeases. We keep nothing of you.',
  reportReason: 'What is wrong',
  reportWords: 'Why, in a few words',
  reportHint: 'A precise reason helps. Do not write personal data.',
  reportSend: 'Send',
  reportDone: 'Thank you, it is on its way',
  reportDoneLine: 'A person looks at this review. If it breaks the rules, it is taken down.',
  reportMissing: 'Choose a reason, and say why.',
  back: 'Back to the reviews',
  trap: 'Leave this field empty',
}

export const PAGE_WORDS: Record<Language, PageWords> = { fr, en }
