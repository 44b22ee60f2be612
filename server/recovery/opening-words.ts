import { REPLY_GAPS } from '../../contract/reply-gaps.ts'

/** What one answers, as far as words to begin with go. */
export interface ToAnswer {
  language: 'fr' | 'en'
  formality: 'vous' | 'tu'
  /** How a letter to them begins. */
  dear: string
  /** Who writes, and from where. */
  staff: string
  place: string
  /** They are content; they are not; they ask something. */
  tone: 'thanks' | 'sorry' | 'question'
  /** Whom they thanked, others than who writes. */
  praised: readonly string[]
  thanksMe: boolean
  /** Themes they spoke ill of, or well of where they are content. */
  themes: readonly string[]
  /** They wrote something; else they left a score and no word. */
  worded: boolean
}
export interface Opening {
  subject: string
  email: string
  sms: string
  call: string
}

type Spoken = Record<'fr' | 'en', Record<string, string>>
/** What somebody lived, said without excuse: « je regrette » … */
const REGRET: Spoken = {
  fr: {
    waiting: 'cette attente',
    delay: 'ce retard',
    informed: 'ce silence de notre part',
    phone: 'ces appels restés sans réponse',
    price: 'cette mauvaise surprise sur le prix',
    repair: 'que la réparation n’ait pas tenu',
    welcome: 'cet accueil',
    cleanliness: 'l’état dans lequel la voiture a été rendue',
    delivery: 'cette livraison',
    appointment: 'ce rendez-vous mal tenu',
    loanCar: 'ce véhicule de prêt qui a manqué',
    safety: 'cette inquiétude',
    premises: 'cet état de nos locaux',
    warranty: 'ces difficultés de garantie',
    competence: 'ces explications insuffisantes',
  },
  en: {
    waiting: 'the wait',
    delay: 'the delay',
    informed: 'our silence',
    phone: 'the calls nobody answered',
    price: 'the unpleasant surprise about the price',
    repair: 'that the repair did not hold',
    welcome: 'this welcome',
    cleanliness: 'the state in which the car came back',
    delivery: 'this delivery',
    appointment: 'the appointment that was not kept',
    loanCar: 'the loan car that was missing',
    safety: 'the worry this gave you',
    premises: 'the state of our premises',
    warranty: 'the trouble about the warranty',
    competence: 'how little was explained',
  },
}

const list = (names: readonly string[], and: string): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`

/**
 * Words to begin an answer with: whole for a thank-you, which is one tap away; with a gap for the writer where only they know what will be
 * done. In the customer's language, as they are spoken to.
 */
export const openingFor = (about: ToAnswer): Opening => (about.language === 'fr' ? french(about) : english(about))

function french({ formality, dear, staff, place, tone, praised, thanksMe, themes, worded }: ToAnswer): Opening {
  const tu = formality === 'tu'
  const [you, your] = tu ? ['toi', 'tes'] : ['vous', 'vos']
  const sign = [staff, place].filter(Boolean).join('\n')
  const passed = praised.length > 0 ? `Je transmets ${your} mots à ${list(praised, 'et')} : ils feront plaisir.` : ''
  if (tone === 'thanks') {
    const mine = thanksMe ? `${tu ? 'Ton' : 'Votre'} message me touche beaucoup.` : ''
    const thanks = 'Merci d’avoir pris le temps de nous écrire.'
    return {
      subject: 'Merci',
      email: [`${dear},`, [thanks, mine, passed].filter(Boolean).join(' '), 'À bientôt,', sign].join('\n\n'),
      sms: [`${dear}, merci pour ${your} mots.`, passed, staff].filter(Boolean).join(' '),
      call: `Je ${tu ? 't’' : 'vous '}appelle simplement pour ${tu ? 'te' : 'vous'} remercier de ${your} mots.`,
    }
  }
  if (tone === 'question')
    return {
      subject: `${tu ? 'Ta' : 'Votre'} question`,
      email: [
        `${dear},`,
        `Merci de nous avoir posé la question. [${REPLY_GAPS.fr.answer}]`,
        `Bien à ${you},`,
        sign,
      ].join('\n\n'),
      sms: `${dear}, merci pour ${tu ? 'ta' : 'votre'} question : [${REPLY_GAPS.fr.answerIn}] ${staff}`,
      call: `Je ${tu ? 't’' : 'vous '}appelle au sujet de ${tu ? 'ta' : 'votre'} question.`,
    }
  const regret =
    REGRET.fr[themes.find((theme) => REGRET.fr[theme]) ?? ''] ??
    `ce que ${you === 'toi' ? 'tu as vécu' : 'vous avez vécu'}`
  const read = worded
    ? `j’ai lu ${your} mots, et je regrette ${regret}`
    : `j’ai vu ${tu ? 'ta' : 'votre'} note, et je voudrais comprendre ce qui n’allait pas`
  const regrets = `${read[0]!.toUpperCase()}${read.slice(1)}.`
  return {
    subject: `${tu ? 'Ton' : 'Votre'} message`,
    email: [
      `${dear},`,
      `${regrets} Merci de nous l’avoir dit.`,
      `[${REPLY_GAPS.fr.done}]`,
      `Je reste à ${tu ? 'ta' : 'votre'} disposition,`,
      sign,
    ].join('\n\n'),
    sms: `${dear}, ${read}. [${REPLY_GAPS.fr.offer}] ${staff}`,
    call: [
      `${dear},`,
      staff && `ici ${staff},`,
      `j’ai ${worded ? `lu ${your} mots` : `vu ${tu ? 'ta' : 'votre'} note`}. ${tu ? 'Raconte' : 'Racontez'}-moi ce qui s’est passé.`,
    ]
      .filter(Boolean)
      .join(' '),
  }
}

function english({ dear, staff, place, tone, praised, thanksMe, themes, worded }: ToAnswer): Opening {
  const sign = [staff, place].filter(Boolean).join('\n')
  const passed =
    praised.length > 0 ? `I am passing your words on to ${list(praised, 'and')}, who will be glad of them.` : ''
  if (tone === 'thanks') {
    const mine = thanksMe ? 'Your message means a lot to me.' : ''
    return {
      subject: 'Thank you',
      email: [
        `Dear ${dear},`,
        ['Thank you for taking the time to write to us.', mine, passed].filter(Boolean).join(' '),
        'See you soon,',
        sign,
      ].join('\n\n'),
      sms: [`${dear}, thank you for your words.`, passed, staff].filter(Boolean).join(' '),
      call: 'I am simply calling to thank you for your words.',
    }
  }
  if (tone === 'question')
    return {
      subject: 'Your question',
      email: [`Dear ${dear},`, `Thank you for asking. [${REPLY_GAPS.en.answer}]`, 'Kind regards,', sign].join('\n\n'),
      sms: `${dear}, thank you for asking: [${REPLY_GAPS.en.answerIn}] ${staff}`,
      call: 'I am calling about your question.',
    }
  const regret = REGRET.en[themes.find((theme) => REGRET.en[theme]) ?? ''] ?? 'what you went through'
  const read = worded
    ? `I have read your words, and I am sorry ${regret.startsWith('that ') ? regret : `about ${regret}`}`
    : 'I have seen your score, and I should like to understand what was wrong'
  return {
    subject: 'Your message',
    email: [
      `Dear ${dear},`,
      `${read}. Thank you for telling us.`,
      `[${REPLY_GAPS.en.done}]`,
      'Kind regards,',
      sign,
    ].join('\n\n'),
    sms: `${dear}, ${read}. [${REPLY_GAPS.en.offer}] ${staff}`,
    call: `${dear}, this is ${staff || place}. I have ${worded ? 'read your words' : 'seen your score'}. Tell me what happened.`,
  }
}
