/** Of notifications on their own devices. */
interface PushWords {
  title: string
  lead: string
  since: (day: string) => string
  /** A browser of which nothing is known. */
  some: string
  this: string
  here: string
  offers: string
  off: string
  offOf: (name: string) => string
  /** What an iPhone asks for first. */
  ios: string
  denied: string
  failed: string
  busy: string
}

/** The words of a customer's own page. They are read by people who know nothing of us: short, courteous, exact. */
export interface PageWords {
  title: string
  hello: (name: string) => string
  lead: (network: string) => string
  letter: string
  why: string
  whyLine: (channel: string, day: string) => string
  whyService: string
  whyCommercial: string
  articles: Record<string, string>
  law: string
  channels: Record<string, string>
  consents: string
  consentsLead: string
  given: (day: string) => string
  withdrawn: (day: string) => string
  none: string
  youSaid: string
  youWouldSay: string
  yes: (channel: string) => string
  no: (channel: string) => string
  all: string
  allDone: (day: string, but: readonly string[]) => string
  /** Takes the no to all back, and what that lets happen again. */
  allBack: string
  allBackLine: string
  tooYoung: string
  allLine: string
  quotes: string
  quotesLead: string
  quoteAgreed: (day: string) => string
  quoteWording: (wording: string) => string
  unquote: string
  rhythm: string
  rhythmLead: string
  perMonth: string
  perMonthAny: string
  perMonthN: (n: number) => string
  onlyMine: string
  save: string
  advisor: string
  advisorNone: string
  insteadOf: (name: string) => string
  reach: string
  call: string
  write: string
  callMe: string
  other: string
  words: string
  wordsHint: string
  send: string
  data: string
  dataLead: string
  export: string
  erase: string
  /** Asked already, and to be answered by a day. */
  asked: (day: string, due: string) => string
  eraseLine: string
  push: PushWords
  language: string
  done: Record<string, string>
  outTitle: (channel: string) => string
  outLine: (channel: string) => string
  outDo: string
  outBack: string
  endedTitle: string
  endedLine: string
  foot: string
}

const list = (language: 'fr' | 'en', all: readonly string[]): string => new Intl.ListFormat(language).format(all)

const fr: PageWords = {
  title: 'Vos choix',
  hello: (name) => `Bonjour ${name}`,
  lead: (network) => `Cette page est la vôtre : ce que ${network} vous écrit, pourquoi, et ce que vous en décidez.`,
  letter: 'Votre message',
  why: 'Pourquoi ce message ?',
  whyLine: (channel, day) => `Reçu ${channel}, le ${day}.`,
  whyService:
    'Il vous est écrit dans le cadre de ce que nous faisons pour vous : une commande, un entretien, un suivi. Il ne contient pas d’offre.',
  whyCommercial: 'Il vous est écrit pour vous proposer quelque chose.',
  articles: {
    'ELEC-1':
      'Vous avez accepté d’être contacté ainsi (article L34-5 du code des postes et des communications électroniques).',
    'ELEC-2':
      'Vous êtes client, l’offre porte sur des produits semblables aux vôtres, et vous pouvez refuser à chaque message (article L34-5 du même code).',
    'ELEC-5':
      'Vous avez accepté de recevoir des messages vocaux (article L34-5 du code des postes et des communications électroniques).',
    'POST-1': 'Vous avez été informé que nous pouvions vous écrire par la poste, et vous pouvez refuser à tout moment.',
    'CALL-1': 'Vous avez accepté qu’on vous appelle (article L223-1 du code de la consommation).',
    'CALL-2':
      'Un contrat est en cours entre nous, et l’appel en est l’objet (article L223-1 du code de la consommation).',
  },
  law: 'La règle',
  channels: {
    email: 'par e-mail',
    sms: 'par SMS',
    call: 'au téléphone',
    'voice-drop': 'par message vocal',
    post: 'par la poste',
    postcard: 'par la poste',
    push: 'par notification',
  },
  consents: 'Ce que vous acceptez',
  consentsLead: 'Chaque oui et chaque non est gardé mot pour mot. Dire non ne change rien à ce que nous vous devons.',
  given: (day) => `Accepté le ${day}`,
  withdrawn: (day) => `Refusé le ${day}`,
  none: 'Rien n’a été dit',
  youSaid: 'Vous avez dit :',
  youWouldSay: 'En disant oui, vous dites :',
  yes: (channel) => `Oui, ${channel}`,
  no: (channel) => `Ne plus recevoir d’offres ${channel}`,
  all: 'Ne plus recevoir aucune offre',
  allDone: (day, but) =>
    but.length === 0
      ? `Depuis le ${day}, vous ne voulez plus recevoir d’offre. C’est respecté partout.`
      : `Depuis le ${day}, vous ne voulez plus recevoir d’offre, sauf ${list('fr', but)}, que vous avez accepté depuis. C’est respecté partout.`,
  allBack: 'Je ne m’oppose plus aux offres',
  allBackLine:
    'Par la poste, ou sur ce qui ressemble à vos achats, nous pourrons de nouveau vous écrire. Tout le reste attend votre oui, ci-dessous.',
  tooYoung: 'À votre âge, la loi ne permet pas de vous proposer des offres. Nous ne vous en faisons aucune.',
  allLine: 'D’un seul geste, par tous les moyens. Aucune raison ne vous est demandée.',
  quotes: 'Vos mots que nous pouvons citer',
  quotesLead:
    'Vous l’avez accepté en répondant. Si vous changez d’avis, ils ne sont plus cités nulle part, dès maintenant.',
  quoteAgreed: (day) => (day ? `Accepté le ${day}.` : 'Vous l’avez accepté.'),
  quoteWording: (wording) => `À la question : « ${wording} »`,
  unquote: 'Ne plus citer ces mots',
  rhythm: 'Votre rythme',
  rhythmLead:
    'Tous nos messages ensemble, d’où qu’ils viennent. Ce qui concerne une commande ou un rendez-vous en cours arrive toujours.',
  perMonth: 'Au plus',
  perMonthAny: 'Comme vous le jugez bon',
  perMonthN: (n) =>
    n === 0
      ? 'Aucun'
      : n === 1
        ? 'Un par mois'
        : n === 2
          ? 'Deux par mois'
          : n === 4
            ? 'Quatre par mois'
            : `${n} par mois`,
  onlyMine: 'Seulement ce qui concerne ce que je possède',
  save: 'Enregistrer',
  advisor: 'Votre conseiller',
  advisorNone:
    'Personne ne vous est encore attribué. Dites-nous que vous souhaitez un appel, quelqu’un vous appellera.',
  insteadOf: (name) => `remplace ${name} pour l’instant`,
  reach: 'Pour joindre',
  call: 'Appeler',
  write: 'Écrire',
  callMe: 'Je souhaite un appel',
  other: 'Je préfère un autre conseiller',
  words: 'Un mot, si vous voulez',
  wordsHint: 'Une heure, une raison, ce qui vous aiderait.',
  send: 'Envoyer',
  data: 'Vos données',
  dataLead: 'Une personne répond à votre demande dans le mois.',
  export: 'Recevoir une copie de mes données',
  erase: 'Effacer mes données',
  asked: (day, due) => `Demandé le ${day}. Une personne vous répond d’ici au ${due}.`,
  eraseLine:
    'Ce que la loi nous oblige à garder (factures, contrats) le reste le temps prévu, et ne sert à rien d’autre.',
  push: {
    title: 'Vos notifications',
    lead: 'Une ligne sur l’écran de votre téléphone ou de votre ordinateur, sans application. Elle ne dit rien de personnel : le message se lit ici.',
    since: (day) => `Depuis le ${day}`,
    some: 'Un navigateur',
    this: 'cet appareil',
    here: 'Me prévenir sur cet appareil',
    offers: 'Vos offres aussi',
    off: 'Ne plus prévenir',
    offOf: (name) => `Ne plus prévenir : ${name}`,
    ios: 'Sur un iPhone ou un iPad : touchez Partager, puis « Sur l’écran d’accueil ». Ouvrez la page de là : ce choix vous y attend.',
    denied:
      'Votre navigateur refuse les notifications de ce site. Vous pouvez les autoriser dans ses réglages, puis revenir ici.',
    failed: 'Cet appareil n’a pas pu être inscrit. Réessayez dans un moment.',
    busy: 'Un instant…',
  },
  language: 'English',
  done: {
    consent: 'C’est noté.',
    quote: 'C’est noté : ces mots ne sont plus cités.',
    rhythm: 'Votre rythme est noté.',
    details: 'Merci, c’est noté ainsi.',
    unread: 'Un numéro ou un e-mail n’a pas pu être lu : rien n’a été changé. Ce que vous avez écrit est ci-dessous.',
    advisor: 'C’est transmis. Quelqu’un vous répond.',
    data: 'Votre demande est transmise. Elle reçoit une réponse dans le mois.',
    out: 'C’est fait : vous n’en recevrez plus.',
    device: 'C’est noté : cet appareil vous préviendra.',
    'device-off': 'C’est fait : cet appareil ne vous préviendra plus.',
    language: 'C’est noté.',
  },
  outTitle: (channel) => `Ne plus recevoir de messages ${channel} ?`,
  outLine: (channel) =>
    `Vous ne recevrez plus de messages${channel && ` ${channel}`}. Vous pourrez changer d’avis sur cette page.`,
  outDo: 'Ne plus en recevoir',
  outBack: 'Voir tous mes choix',
  endedTitle: 'Ce lien n’ouvre rien',
  endedLine: 'Il est peut-être trop ancien, ou il a été retiré. Le lien d’un message plus récent ouvre votre page.',
  foot: 'Cette page ne dépose aucun cookie, et personne n’y est suivi.',
}

const en: PageWords = {
  title: 'Your choices',
  hello: (name) => `Hello ${name}`,
  lead: (network) => `This page is yours: what ${network} writes to you, why, and what you decide about it.`,
  letter: 'Your message',
  why: 'Why this message?',
  whyLine: (channel, day) => `Received ${channel}, on ${day}.`,
  whyService: 'It was written as part of what we do for you: an order, a service, a follow-up. It holds no offer.',
  whyCommercial: 'It was written to offer you something.',
  articles: {
    'ELEC-1':
      'You agreed to be contacted this way (article L34-5 of the French postal and electronic communications code).',
    'ELEC-2':
      'You are a customer, the offer is about products like yours, and you can refuse in each message (article L34-5 of the same code).',
    'ELEC-5':
      'You agreed to receive voice messages (article L34-5 of the French postal and electronic communications code).',
    'POST-1': 'You were told that we may write to you by post, and you can refuse at any time.',
    'CALL-1': 'You agreed to be called (article L223-1 of the French consumer code).',
    'CALL-2': 'There is a contract between us, and the call is about it (article L223-1 of the French consumer code).',
  },
  law: 'The rule',
  channels: {
    email: 'by e-mail',
    sms: 'by SMS',
    call: 'by telephone',
    'voice-drop': 'by voice message',
    post: 'by post',
    postcard: 'by post',
    push: 'by notification',
  },
  consents: 'What you agree to',
  consentsLead: 'Each yes and each no is kept word for word. Saying no changes nothing about what we owe you.',
  given: (day) => `Agreed on ${day}`,
  withdrawn: (day) => `Refused on ${day}`,
  none: 'Nothing was said',
  youSaid: 'You said:',
  youWouldSay: 'By saying yes, you say:',
  yes: (channel) => `Yes, ${channel}`,
  no: (channel) => `No more offers ${channel}`,
  all: 'No more offers at all',
  allDone: (day, but) =>
    but.length === 0
      ? `Since ${day} you want no more offers. It is respected everywhere.`
      : `Since ${day} you want no more offers, except ${list('en', but)}, which you agreed to since. It is respected everywhere.`,
  allBack: 'I no longer object to offers',
  allBackLine:
    'By post, or about what is like your purchases, we may write to you again. All else waits for your yes, below.',
  tooYoung: 'At your age the law does not let us make you offers. We make you none.',
  allLine: 'In one step, by every means. You need not give a reason.',
  quotes: 'Your words that we may quote',
  quotesLead:
    'You agreed to it when you answered. If you change your mind, they are quoted nowhere any more, from this moment.',
  quoteAgreed: (day) => (day ? `Agreed on ${day}.` : 'You agreed to it.'),
  quoteWording: (wording) => `To the question: “${wording}”`,
  unquote: 'Stop quoting these words',
  rhythm: 'Your rhythm',
  rhythmLead:
    'All our messages together, wherever they come from. What concerns an order or an appointment under way always arrives.',
  perMonth: 'At most',
  perMonthAny: 'As you see fit',
  perMonthN: (n) =>
    n === 0 ? 'None' : n === 1 ? 'One a month' : n === 2 ? 'Two a month' : n === 4 ? 'Four a month' : `${n} a month`,
  onlyMine: 'Only what concerns what I own',
  save: 'Save',
  advisor: 'Your advisor',
  advisorNone: 'Nobody is assigned to you yet. Tell us that you would like a call, and someone will make it.',
  insteadOf: (name) => `stands in for ${name} for now`,
  reach: 'To reach',
  call: 'Call',
  write: 'Write',
  callMe: 'I would like a call',
  other: 'I would rather have another advisor',
  words: 'A word, if you like',
  wordsHint: 'A time, a reason, what would help you.',
  send: 'Send',
  data: 'Your data',
  dataLead: 'A person answers your request within a month.',
  export: 'Receive a copy of my data',
  erase: 'Erase my data',
  asked: (day, due) => `Asked on ${day}. A person answers you by ${due}.`,
  eraseLine: 'What the law makes us keep (invoices, contracts) stays for the time it sets, and serves nothing else.',
  push: {
    title: 'Your notifications',
    lead: 'One line on the screen of your telephone or computer, without an app. It says nothing personal: the message is read here.',
    since: (day) => `Since ${day}`,
    some: 'A browser',
    this: 'this device',
    here: 'Notify me on this device',
    offers: 'Offers too',
    off: 'Stop notifying',
    offOf: (name) => `Stop notifying: ${name}`,
    ios: 'On an iPhone or iPad: tap Share, then “Add to Home Screen”. Open the page from there: this choice awaits you.',
    denied:
      'Your browser refuses notifications from this site. You can allow them in its settings, then come back here.',
    failed: 'This device could not be added. Try again in a moment.',
    busy: 'One moment…',
  },
  language: 'Français',
  done: {
    consent: 'It is noted.',
    quote: 'It is noted: these words are not quoted any more.',
    rhythm: 'Your rhythm is noted.',
    details: 'Thank you, it is noted like this.',
    unread: 'A number or an e-mail could not be read: nothing was changed. What you wrote is below.',
    advisor: 'It was passed on. Someone will answer you.',
    data: 'Your request was passed on. It is answered within a month.',
    out: 'Done: you will receive no more of them.',
    device: 'It is noted: this device will notify you.',
    'device-off': 'Done: this device will no longer notify you.',
    language: 'It is noted.',
  },
  outTitle: (channel) => `No more messages${channel && ` ${channel}`}?`,
  outLine: (channel) =>
    `You will receive no more messages${channel && ` ${channel}`}. You can change your mind on this page.`,
  outDo: 'Stop these messages',
  outBack: 'See all my choices',
  endedTitle: 'This link opens nothing',
  endedLine: 'It may be too old, or it was withdrawn. The link of a newer message opens your page.',
  foot: 'This page sets no cookie, and nobody is followed here.',
}

export const PAGE_WORDS = { fr, en }
