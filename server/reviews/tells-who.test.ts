import { expect, it } from 'vitest'
import { tellsWho } from './tells-who.ts'

const fatou = { givenName: 'Fatou', familyName: 'Hoarau', companyName: '', shownAs: '' }
const signed = { ...fatou, shownAs: 'Fatou H.' }
const claire = { givenName: 'Claire', familyName: 'Le', companyName: '', shownAs: '' }
const company = { givenName: '', familyName: '', companyName: 'Pelletier Transports', shownAs: '' }

it.each([
  ['Merci, nous revoyons cela.', fatou, null],
  ['Merci Fatou, nous revoyons cela.', fatou, 'given'],
  ['Merci FATOU !', fatou, 'given'],
  ['Merci Fatou, nous revoyons cela.', signed, null],
  ['Madame Hoarau, nous revoyons cela.', signed, 'family'],
  ['Madame hoarau, nous revoyons cela.', fatou, 'family'],
  ['Nous vous devons une réponse claire.', claire, null],
  ['Merci Claire.', claire, 'given'],
  ['Le garage vous remercie.', claire, null],
  ['Merci Marie-Ève', { ...fatou, givenName: 'Marie-Ève' }, 'given'],
  ['merci anne sophie', { ...fatou, givenName: 'Anne Sophie' }, 'given'],
  ['Merci à Pelletier Transports', company, 'company'],
  ['Merci de votre avis', { givenName: null, familyName: null, companyName: null, shownAs: '' }, null],
] as const)('%s', (text, author, told) => expect(tellsWho(text, author)).toBe(told))
