import type { ConsentChannel, ConsentPurpose, WordingAction } from '../../contract/consent.ts'

export interface Wording {
  action: WordingAction
  channel: ConsentChannel
  purpose: ConsentPurpose
  language: string
  version: string
  text: string
}

/** The version of the words we ship. A network that writes its own begins at 1. */
export const SHIPPED = 'okaeri-1'
/** Words of ours that are other words since: who agreed to the former ones agreed to those, under their version. */
const REWORDED: Readonly<Record<string, string>> = {
  'given email commercial fr': 'okaeri-2',
  'notice email commercial fr': 'okaeri-2',
}
const versionOf = (...of: string[]): string => REWORDED[of.join(' ')] ?? SHIPPED

type Said = [action: WordingAction, channel: ConsentChannel, purpose: ConsentPurpose, fr: string, en: string]
/** `{sender}` is who speaks. One channel each, one purpose each, revocable: a consent that covers more is none. */
const WORDS: readonly Said[] = [
  [
    'given',
    'call',
    'commercial',
    'J’accepte que {sender} m’appelle au téléphone pour me proposer ses offres. Je peux changer d’avis à tout moment, il me suffit de le dire.',
    'I agree that {sender} may telephone me about its offers. I can change my mind at any time, simply by saying so.',
  ],
  [
    'given',
    'call',
    'outside-hours',
    'J’accepte que {sender} m’appelle aussi en dehors des heures prévues par la loi (du lundi au vendredi, de 10 h à 13 h et de 14 h à 20 h). Je peux changer d’avis à tout moment.',
    'I agree that {sender} may also call me outside the hours set by law (Monday to Friday, 10:00 to 13:00 and 14:00 to 20:00). I can change my mind at any time.',
  ],
  [
    'given',
    'email',
    'commercial',
    'J’accepte de recevoir les offres de {sender} par e-mail. Chaque message permet d’arrêter d’un clic.',
    'I agree to receive offers from {sender} by e-mail. Each message lets me stop with one click.',
  ],
  [
    'given',
    'sms',
    'commercial',
    'J’accepte de recevoir les offres de {sender} par SMS. Il me suffit de répondre STOP pour arrêter.',
    'I agree to receive offers from {sender} by SMS. I only need to answer STOP to end it.',
  ],
  [
    'given',
    'voice-drop',
    'commercial',
    'J’accepte que {sender} dépose des messages enregistrés sur mon répondeur. Je peux changer d’avis à tout moment.',
    'I agree that {sender} may leave recorded messages on my voicemail. I can change my mind at any time.',
  ],
  [
    'given',
    'push',
    'commercial',
    'J’accepte de recevoir les offres de {sender} par notification. Je peux les couper à tout moment.',
    'I agree to receive offers from {sender} as notifications. I can turn them off at any time.',
  ],
  [
    'given',
    'push',
    'service',
    'J’accepte que {sender} me prévienne par notification sur cet appareil de ce qui me concerne : une commande, un entretien, un rendez-vous. Je peux arrêter à tout moment, ici ou dans mon navigateur.',
    'I agree that {sender} may notify me on this device of what concerns me: an order, a service, an appointment. I can stop at any time, here or in my browser.',
  ],
  [
    'notice',
    'call',
    'commercial',
    'Nous notons votre numéro pour ce que nous faisons pour vous. Nous ne vous appellerons pour une offre que si vous l’acceptez.',
    'We keep your number for what we do for you. We will only call you with an offer if you agree to it.',
  ],
  [
    'notice',
    'email',
    'commercial',
    '{sender} peut vous écrire par e-mail au sujet de produits semblables à ceux que vous avez achetés. Vous pouvez vous y opposer sans frais, maintenant et à chaque message.',
    '{sender} may e-mail you about products similar to those you bought. You may object free of charge, now and in each message.',
  ],
  [
    'notice',
    'sms',
    'commercial',
    '{sender} peut vous écrire par SMS au sujet de produits semblables à ceux que vous avez achetés. Vous pouvez vous y opposer sans frais, maintenant et à chaque message.',
    '{sender} may text you about products similar to those you bought. You may object free of charge, now and in each message.',
  ],
  [
    'notice',
    'post',
    'commercial',
    '{sender} peut vous écrire par la poste. Vous pouvez vous y opposer sans frais, maintenant et à tout moment.',
    '{sender} may write to you by post. You may object free of charge, now and at any time.',
  ],
]

/** What we ship, in the two languages, as this sender says it. */
const shippedWordings = (sender: string): Wording[] =>
  WORDS.flatMap(([action, channel, purpose, fr, en]) => [
    {
      action,
      channel,
      purpose,
      language: 'fr',
      version: versionOf(action, channel, purpose, 'fr'),
      text: fr.replaceAll('{sender}', sender),
    },
    {
      action,
      channel,
      purpose,
      language: 'en',
      version: versionOf(action, channel, purpose, 'en'),
      text: en.replaceAll('{sender}', sender),
    },
  ])

/** The words in force: the newest the network wrote of each kind, else ours. `own` comes newest first. */
export function inForce(own: readonly Wording[], sender: string): Wording[] {
  const keyOf = ({ action, channel, purpose, language }: Wording) => [action, channel, purpose, language].join(' ')
  const found = new Map(shippedWordings(sender).map((each) => [keyOf(each), each]))
  for (const each of own.toReversed()) found.set(keyOf(each), each)
  return [...found.values()]
}
