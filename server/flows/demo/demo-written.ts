import type { Locale } from '../../../contract/network.ts'
import { CASES, MIND, OPTIONS, REASONS, SAY } from './demo-words.ts'

/** What the people who work in the invented town write, in the language of whoever looks at it. Customers write in their own. */
export interface DemoWritten {
  options: readonly string[]
  reasons: readonly string[]
  testDrive: string
  say: readonly string[]
  mind: readonly string[]
  cases: readonly string[]
  /** What who leaves for a while says of all their customers, and what is said of a few. */
  handover: readonly [all: string, some: string]
  /** What the ways out are called. */
  ways: Readonly<Record<'postcard' | 'email' | 'sms', string>>
}

const FRENCH: DemoWritten = {
  options: OPTIONS,
  reasons: REASONS,
  testDrive: 'Essai',
  say: SAY,
  mind: MIND,
  cases: CASES,
  handover: [
    'Je pars trois semaines. Les Dupuis attendent leur troisième : un break, sans doute. M. Faure n’aime pas qu’on l’appelle au travail. Tout le reste est dans leurs fiches.',
    'Ceux-ci t’ont déjà parlé au comptoir et te connaissent : ils préfèrent que ce soit toi.',
  ],
  ways: { postcard: 'Cartes imprimées ici', email: 'E-mails de la démonstration', sms: 'SMS de la démonstration' },
}
const ENGLISH: DemoWritten = {
  options: [
    'tow bar',
    'panoramic roof',
    'heated seats',
    'winter tyres',
    'reversing camera',
    'roof bars',
    'adaptive cruise control',
    'head-up display',
  ],
  reasons: [
    'Yearly service',
    'Noise at the rear',
    'Winter tyres',
    'Oil change',
    'Engine light on',
    'Front brakes',
    'Air conditioning',
    'Check before a long trip',
    'Cracked windscreen',
    'Weak battery',
  ],
  testDrive: 'Test drive',
  say: [
    'Is the noise at the rear gone?',
    'How was the trip to Brittany?',
    'Does the child seat hold well now?',
    'Do you like the new reversing camera?',
    'How is your daughter since her driving test?',
  ],
  mind: [
    'Waited twenty-five minutes last time.',
    'Does not like to be called at work.',
    'Hard of hearing in the left ear.',
    'In a hurry: the train leaves at eleven.',
    'Wants to be shown the invoice first.',
  ],
  cases: [
    'Noise back three days after the repair.',
    'Delivery put off twice without a word.',
    'Scratch on the wing after the wash.',
    'Estimate exceeded without a call.',
  ],
  handover: [
    'I am away for three weeks. The Dupuis family expects its third: an estate car, no doubt. Mr Faure does not like to be called at work. The rest is on their pages.',
    'These spoke with you at the counter and know you: they would rather it were you.',
  ],
  ways: { postcard: 'Cards printed here', email: 'E-mails of the demo', sms: 'Texts of the demo' },
}

export const demoWritten = (locale: Locale): DemoWritten => (locale === 'fr' ? FRENCH : ENGLISH)
