/** The words of the page that asks, beside those of the survey itself. */
export interface AskWords {
  send: string
  sendUnscored: string
  hint: string
  hintUnknown: string
  /** Seen by programs only. */
  trap: string
  stars: (n: number) => string
  faults: Record<'no-score' | 'off-scale' | 'too-quick', string>
  moreTitle: string
  moreLead: string
  moreSkip: string
  quote: string
  quoteLead: string
  quoteNamed: string
  quoteUnnamed: string
  quoteNo: string
  quotedTitle: string
  quotedNamed: string
  quotedUnnamed: string
  unquote: string
  unquoted: string
  yes: string
  no: string
  thanks: string
  read: (place: string) => string
  change: string
  changeUntil: (day: string) => string
  kept: string
  cut: string
  choices: string
  foot: string
  ended: Record<'unknown' | 'expired' | 'closed' | 'too-long' | 'too-many', { title: string; line: string }>
  tablet: { next: string; back: string; offline: string; waiting: string }
}

const fr: AskWords = {
  send: 'Envoyer',
  sendUnscored: 'Envoyer sans note',
  hint: 'Quelques mots suffisent.',
  hintUnknown: 'Quelques mots suffisent. Pour être rappelé, laissez un numéro.',
  trap: 'Laissez ce champ vide',
  stars: (n) => (n === 1 ? '1 étoile' : `${n} étoiles`),
  faults: {
    'no-score': 'Il manque une note. Choisissez-en une, ou envoyez vos mots sans note.',
    'off-scale': 'Cette note n’est pas sur l’échelle. Choisissez-en une ci-dessous.',
    'too-quick': 'Un instant : relisez, puis envoyez.',
  },
  moreTitle: 'Merci, c’est noté',
  moreLead: 'Si vous avez encore un instant. Rien de ce qui suit n’est obligatoire.',
  moreSkip: 'Terminer',
  quote: 'Pouvons-nous citer vos mots ?',
  quoteLead: 'Ils aident ceux qui nous découvrent. Sans oui de votre part, ils ne sont jamais publiés.',
  quoteNamed: 'Oui, avec mon prénom',
  quoteUnnamed: 'Oui, sans mon nom',
  quoteNo: 'Non',
  quotedTitle: 'Vos mots peuvent être cités',
  quotedNamed: 'Avec votre prénom, comme vous l’avez accepté. Vous pouvez changer d’avis quand vous voulez.',
  quotedUnnamed: 'Sans votre nom, comme vous l’avez accepté. Vous pouvez changer d’avis quand vous voulez.',
  unquote: 'Ne plus citer mes mots',
  unquoted: 'C’est noté : vos mots ne seront plus cités.',
  yes: 'Oui',
  no: 'Non',
  thanks: 'Merci',
  read: (place) => `Une personne de ${place} lit votre réponse, mot pour mot.`,
  change: 'Modifier ma réponse',
  changeUntil: (day) => `Vous pouvez la modifier jusqu’au ${day}.`,
  kept: 'Votre réponse est gardée telle que vous l’avez écrite.',
  cut: 'Votre texte était très long : ses 5 000 premiers signes sont gardés.',
  choices: 'Pourquoi cette question, vos choix',
  foot: 'Cette page ne dépose aucun cookie, et personne n’y est suivi.',
  ended: {
    unknown: {
      title: 'Ce lien n’ouvre rien',
      line: 'Il est peut-être incomplet, ou il a été retiré. Vous pouvez nous écrire ou nous appeler, nous vous lirons avec la même attention.',
    },
    expired: {
      title: 'Cette question est close',
      line: 'Le temps d’y répondre est passé. Vous pouvez toujours nous écrire ou nous appeler : nous vous lirons avec la même attention.',
    },
    closed: {
      title: 'Cette question est close',
      line: 'Nous ne la posons plus ici. Dites-le à la personne qui vous accueille, elle le notera pour vous.',
    },
    'too-long': {
      title: 'C’est trop long pour nous',
      line: 'Revenez à la page précédente : vos mots y sont encore. Gardez l’essentiel, puis envoyez.',
    },
    'too-many': {
      title: 'Un instant, s’il vous plaît',
      line: 'Beaucoup de réponses nous viennent d’ici en même temps. Réessayez dans une minute.',
    },
  },
  tablet: {
    next: 'Une autre réponse',
    back: 'La page revient au début dans un instant.',
    offline: 'Gardé sur cette tablette, et envoyé dès que la connexion revient.',
    waiting: 'à envoyer',
  },
}

const en: AskWords = {
  send: 'Send',
  sendUnscored: 'Send without a score',
  hint: 'A few words are enough.',
  hintUnknown: 'A few words are enough. For a call back, leave a number.',
  trap: 'Leave this field empty',
  stars: (n) => (n === 1 ? '1 star' : `${n} stars`),
  faults: {
    'no-score': 'A score is missing. Choose one, or send your words without it.',
    'off-scale': 'This score is not on the scale. Choose one below.',
    'too-quick': 'One moment: read it over, then send.',
  },
  moreTitle: 'Thank you, it is noted',
  moreLead: 'If you have another moment. Nothing below is required.',
  moreSkip: 'Finish',
  quote: 'May we quote your words?',
  quoteLead: 'They help those who are getting to know us. Without a yes from you, they are never published.',
  quoteNamed: 'Yes, with my first name',
  quoteUnnamed: 'Yes, without my name',
  quoteNo: 'No',
  quotedTitle: 'Your words may be quoted',
  quotedNamed: 'With your first name, as you agreed. You can change your mind whenever you like.',
  quotedUnnamed: 'Without your name, as you agreed. You can change your mind whenever you like.',
  unquote: 'Quote my words no more',
  unquoted: 'Noted: your words will not be quoted any more.',
  yes: 'Yes',
  no: 'No',
  thanks: 'Thank you',
  read: (place) => `Somebody at ${place} reads your answer, word for word.`,
  change: 'Change my answer',
  changeUntil: (day) => `You can change it until ${day}.`,
  kept: 'Your answer is kept as you wrote it.',
  cut: 'Your text was very long: its first 5,000 characters are kept.',
  choices: 'Why this question, your choices',
  foot: 'This page sets no cookie, and nobody is followed here.',
  ended: {
    unknown: {
      title: 'This link opens nothing',
      line: 'It may be incomplete, or it was withdrawn. You can write to us or call us, and be read with the same care.',
    },
    expired: {
      title: 'This question is closed',
      line: 'The time to answer it has passed. You can still write to us or call us, and be read with the same care.',
    },
    closed: {
      title: 'This question is closed',
      line: 'We no longer ask it here. Tell whoever welcomes you, and they will note it for you.',
    },
    'too-long': {
      title: 'This is too long for us',
      line: 'Go back to the page before: your words are still there. Keep what matters most, then send.',
    },
    'too-many': {
      title: 'One moment, please',
      line: 'Many answers come from here at once. Try again in a minute.',
    },
  },
  tablet: {
    next: 'Another answer',
    back: 'This page returns to the start in a moment.',
    offline: 'Kept on this tablet, and sent as soon as the connection is back.',
    waiting: 'to send',
  },
}

const WORDS = { fr, en }
/** The words around a survey: French, or else English. */
export const askWords = (language: string): AskWords => WORDS[language === 'fr' ? 'fr' : 'en']

const NAMES: Record<string, string> = {
  fr: 'Français',
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
  nl: 'Nederlands',
  pt: 'Português',
  pl: 'Polski',
  ro: 'Română',
  tr: 'Türkçe',
  ar: 'العربية',
}
/** A language by its own name. */
export const languageName = (code: string): string => NAMES[code] ?? code.toUpperCase()
