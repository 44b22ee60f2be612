import type { Experience, RefusalReason, ReportReason } from '../../contract/reviews.ts'
import { sayDay } from '../moments/say-day.ts'

export type Language = 'fr' | 'en'

/** A day as it stands beside a review: « 12 novembre 2026 ». */
export const dayWords = (day: string, language: Language): string =>
  sayDay(day, language, true).replace(/^\p{L}+ /u, '')

/** What an author reads about their own review: on the page of thanks, on their page of it, in the message of a refusal. */
export interface AuthorWords {
  offer: string
  offerLead: (network: string) => string
  offerCheck: (network: string) => string
  shownAs: string
  named: (name: string) => string
  unnamed: string
  about: string
  ask: string
  offerNote: string
  /** Where the words tell how to reach or pay somebody. */
  offerTells: string
  asked: string
  already: string
  reviewedAlready: string
  notOffered: string
  /** What they agree to, word for word, kept with the review. */
  wording: (network: string, name: string) => string
  reasons: Record<RefusalReason, string>
  title: string
  lead: Record<'pending' | 'published' | 'refused' | 'withdrawn', string>
  delay: (days: number) => string
  see: string
  yours: string
  noWords: string
  withdraw: string
  withdrawLine: string
  rename: string
  renameNamed: (name: string) => string
  renameUnnamed: string
  reason: string
  answer: string
  answerLine: string
  answered: string
  answeredSettled: string
  send: string
  reply: string
  done: Record<string, string>
  ended: string
  endedLine: string
  mailSubject: string
  mail: (told: {
    greeting: string
    subject: string
    reason: string
    words: string
    address: string
    network: string
  }) => string
  sms: (told: { subject: string; reason: string; address: string }) => string
  myReviews: string
  myReviewsLead: string
  states: Record<'pending' | 'published' | 'refused' | 'withdrawn', string>
}

const fr: AuthorWords = {
  offer: 'Publier votre avis\u202f?',
  offerLead: (network) =>
    `Votre réponse a été transmise à ${network}. Si vous le souhaitez, elle peut aussi être publiée, telle quelle, parmi les avis. C’est vous qui décidez.`,
  offerCheck: (network) => `Oui, publier mes mots et ma note parmi les avis de ${network}`,
  shownAs: 'Signé',
  named: (name) => `${name}`,
  unnamed: 'Anonyme',
  about: 'Votre avis porte sur',
  ask: 'Demander la publication',
  offerNote:
    'Une personne le relit avant publication. Rien n’y est changé, pas même une faute. Vous pourrez le retirer à tout moment.',
  offerTells:
    'Vos mots donnent un numéro, une adresse, un compte ou une plaque\u00a0: publiés, tout le monde les lirait. Changez d’abord votre réponse.',
  asked: 'C’est demandé. Merci.',
  reviewedAlready:
    'Vous avez déjà un avis sur cette expérience. Retirez-le d’abord, par le lien que vous avez reçu ou depuis votre page.',
  notOffered: 'Cet avis ne peut pas être publié. Votre réponse est bien gardée.',
  already: 'Vous suivez votre avis, et pouvez le retirer, sur sa page\u00a0:',
  wording: (network, name) =>
    `Je demande que mes mots et ma note soient publiés parmi les avis de ${network}, ${name ? `signés «\u00a0${name}\u00a0»` : 'sans mon nom'}. Je peux retirer mon avis à tout moment.`,
  reasons: {
    insult: 'il contient une insulte ou vise une personne de façon blessante',
    'personal-data': 'il contient des données personnelles\u00a0: un nom de famille, un numéro, une adresse',
    'off-topic': 'il ne parle pas d’une expérience vécue chez nous',
    'conflict-of-interest': 'il vient d’une personne qui a un intérêt dans notre entreprise ou chez un concurrent',
    illegal: 'son contenu est contraire à la loi',
    other: 'pour la raison que voici',
  },
  title: 'Votre avis',
  lead: {
    pending: 'Il sera relu par une personne, puis publié tel quel.',
    published: 'Il est publié.',
    refused: 'Il n’est pas publié.',
    withdrawn: 'Vous l’avez retiré. Il n’est plus montré nulle part.',
  },
  delay: (days) => `Délai\u00a0: ${days} ${days > 1 ? 'jours' : 'jour'} au plus.`,
  see: 'Le voir parmi les avis',
  yours: 'Ce que vous avez écrit',
  noWords: 'Une note, sans mots.',
  withdraw: 'Retirer mon avis',
  withdrawLine: 'Il disparaît aussitôt des pages, et nous gardons votre réponse pour nous.',
  rename: 'Votre signature',
  renameNamed: (name) => `Signer «\u00a0${name}\u00a0»`,
  renameUnnamed: 'Ne pas montrer mon nom',
  reason: 'La raison',
  answer: 'Répondre',
  answerLine: 'Vous n’êtes pas d’accord\u202f? Écrivez-nous\u00a0: une personne relira votre avis.',
  answered: 'Vous avez répondu. Une personne relit votre avis.',
  answeredSettled: 'Votre réponse a été lue. La décision reste la même.',
  send: 'Envoyer',
  reply: 'La réponse du site',
  done: {
    withdraw: 'Votre avis est retiré.',
    answer: 'Votre réponse est transmise.',
    name: 'C’est noté.',
  },
  ended: 'Ce lien n’ouvre rien',
  endedLine: 'L’adresse est incomplète, ou l’avis a été effacé.',
  mailSubject: 'Votre avis n’est pas publié',
  mail: ({ greeting, subject, reason, words, address, network }) =>
    [
      `Bonjour ${greeting},`,
      '',
      `vous avez demandé la publication de votre avis sur ${subject}. Nous ne le publions pas\u00a0: ${reason}.`,
      ...(words ? ['', words] : []),
      '',
      `Vous n’êtes pas d’accord\u202f? Répondez ici, une personne relira votre avis\u00a0: ${address}`,
      '',
      'Ce que vous nous avez dit reste lu et pris en compte.',
      '',
      network,
    ].join('\n'),
  sms: ({ subject, reason, address }) =>
    `Votre avis sur ${subject} n’est pas publié\u00a0: ${reason}. La raison, et y répondre\u00a0: ${address}`,
  myReviews: 'Vos avis publiés',
  myReviewsLead: 'Ceux que vous avez demandé à publier. Chacun peut être retiré à tout moment.',
  states: { pending: 'En relecture', published: 'Publié', refused: 'Refusé', withdrawn: 'Retiré' },
}

const en: AuthorWords = {
  offer: 'Publish your review?',
  offerLead: (network) =>
    `${network} has your answer. If you wish, it can also be published, as it stands, among the reviews. You decide.`,
  offerCheck: (network) => `Yes, publish my words and my rating among the reviews of ${network}`,
  shownAs: 'Signed',
  named: (name) => `${name}`,
  unnamed: 'Anonymous',
  about: 'Your review is about',
  ask: 'Ask for publication',
  offerNote:
    'A person reads it before it is published. Nothing in it is changed, not even a typo. You can take it back at any time.',
  offerTells:
    'Your words tell a number, an address, an account or a number plate: published, everybody would read them. Change your answer first.',
  asked: 'It is asked for. Thank you.',
  reviewedAlready:
    'You have a review of this experience already. Take it back first, by the link you were given or from your page.',
  notOffered: 'This review cannot be published. Your answer is kept.',
  already: 'Follow your review, or take it back, on its page:',
  wording: (network, name) =>
    `I ask that my words and my rating be published among the reviews of ${network}, ${name ? `signed “${name}”` : 'without my name'}. I can take my review back at any time.`,
  reasons: {
    insult: 'it contains an insult or is hurtful about a person',
    'personal-data': 'it contains personal data: a family name, a number, an address',
    'off-topic': 'it does not speak of an experience with us',
    'conflict-of-interest': 'it comes from someone with an interest in our company or in a competitor',
    illegal: 'what it says is against the law',
    other: 'for this reason',
  },
  title: 'Your review',
  lead: {
    pending: 'A person will read it, then it is published as it stands.',
    published: 'It is published.',
    refused: 'It is not published.',
    withdrawn: 'You took it back. It is not shown anywhere any more.',
  },
  delay: (days) => `Within ${days} ${days === 1 ? 'day' : 'days'}.`,
  see: 'See it among the reviews',
  yours: 'What you wrote',
  noWords: 'A rating, without words.',
  withdraw: 'Take my review back',
  withdrawLine: 'It leaves the pages at once, and we keep your answer to ourselves.',
  rename: 'Your signature',
  renameNamed: (name) => `Sign “${name}”`,
  renameUnnamed: 'Do not show my name',
  reason: 'The reason',
  answer: 'Answer',
  answerLine: 'You disagree? Write to us: a person will read your review again.',
  answered: 'You answered. A person is reading your review again.',
  answeredSettled: 'Your answer was read. The decision stands.',
  send: 'Send',
  reply: 'The answer of the site',
  done: {
    withdraw: 'Your review is taken back.',
    answer: 'Your answer is on its way.',
    name: 'It is noted.',
  },
  ended: 'This link opens nothing',
  endedLine: 'The address is incomplete, or the review was erased.',
  mailSubject: 'Your review is not published',
  mail: ({ greeting, subject, reason, words, address, network }) =>
    [
      `Hello ${greeting},`,
      '',
      `you asked for your review of ${subject} to be published. We do not publish it: ${reason}.`,
      ...(words ? ['', words] : []),
      '',
      `You disagree? Answer here, and a person will read your review again: ${address}`,
      '',
      'What you told us is still read and taken into account.',
      '',
      network,
    ].join('\n'),
  sms: ({ subject, reason, address }) =>
    `Your review of ${subject} is not published: ${reason}. The reason, and to answer it: ${address}`,
  myReviews: 'Your published reviews',
  myReviewsLead: 'Those you asked to publish. Each can be taken back at any time.',
  states: { pending: 'Being read', published: 'Published', refused: 'Refused', withdrawn: 'Taken back' },
}

export const AUTHOR_WORDS: Record<Language, AuthorWords> = { fr, en }

/** What the public reads about what a review rests on. */
export const VERIFIED: Record<Language, Record<Experience, string>> = {
  fr: {
    visit: 'vérifié par une visite enregistrée',
    order: 'vérifié par une commande',
    sale: 'vérifié par une vente livrée',
    service: 'vérifié par une prestation réalisée',
  },
  en: {
    visit: 'verified by a recorded visit',
    order: 'verified by an order',
    sale: 'verified by a sale delivered',
    service: 'verified by a service carried out',
  },
}

export const REPORT_WORDS: Record<Language, Record<ReportReason, string>> = {
  fr: {
    'not-authentic': 'Je doute que cet avis soit authentique',
    insult: 'Il insulte ou blesse une personne',
    'personal-data': 'Il contient des données personnelles',
    'off-topic': 'Il ne parle pas d’une expérience ici',
    'conflict-of-interest': 'Son auteur a un intérêt dans l’affaire',
    illegal: 'Il est contraire à la loi',
    other: 'Autre raison',
  },
  en: {
    'not-authentic': 'I doubt that this review is authentic',
    insult: 'It insults or hurts a person',
    'personal-data': 'It contains personal data',
    'off-topic': 'It does not speak of an experience here',
    'conflict-of-interest': 'Its author has an interest in the matter',
    illegal: 'It is against the law',
    other: 'Another reason',
  },
}
