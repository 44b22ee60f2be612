import { describe, expect, it } from 'vitest'
import { dutyLacking, offerUnasked, unsaidIn } from './duties.ts'

const links = { page: 'https://val.example/c/abc', out: 'https://val.example/c/abc/out' }
const lacking = (
  channel: 'email' | 'sms' | 'postcard',
  text: string,
  { purpose = 'commercial' as 'commercial' | 'service', sender = 'Garage du Val', stop = '' } = {},
) => dutyLacking({ channel, purpose, language: 'fr' }, { text, sender, links, stop })?.code ?? null

describe('what a message must carry before it leaves (ELEC-3, POST-1)', () => {
  it.each([
    ['an e-mail with its sender and its way out', lacking('email', `Bonjour. Garage du Val ${links.out}`), null],
    ['an e-mail that names nobody', lacking('email', `Bonjour. ${links.out}`), 'duty-sender-unsaid'],
    ['an e-mail without a way out', lacking('email', 'Bonjour. Garage du Val'), 'duty-no-way-out'],
    ['an SMS with STOP', lacking('sms', 'Bonjour. Garage du Val. STOP : répondez STOP'), null],
    ['an SMS that a person rewrote without STOP', lacking('sms', 'Bonjour. Garage du Val'), 'duty-no-way-out'],
    ['another number than ours', lacking('sms', 'Garage du Val. STOP au 1', { stop: '36111' }), 'duty-no-way-out'],
    ['an offer of a house without a name', lacking('postcard', 'Bonjour', { sender: '' }), 'duty-no-sender'],
    ['a service of a house without a name', lacking('sms', 'Prête', { sender: '', purpose: 'service' }), null],
  ])('%s', (_case, found, expected) => expect(found).toBe(expected))
})

describe('an offer in a message of service is seen in its last words', () => {
  const said = (body: string, over: object = {}) =>
    offerUnasked({ purpose: 'service', touchId: 't', subject: '', body, ...over }, 'Promo Pneus')?.values ?? null
  it.each([
    ['put there by the fact that was told', said('Bonjour, remise de 50 € sur vos pneus'), { words: 'remise de 5' }],
    ['in the subject', said('Bonjour', { subject: 'Les soldes' }), { words: 'soldes' }],
    ['the house’s own name is none', said('Votre voiture est prête. Promo Pneus. STOP : répondez STOP'), null],
    ['a commercial moment may make one', said('20 % de remise', { purpose: 'commercial' }), null],
    ['a gesture that a person wrote is theirs', said('20 % de remise', { touchId: null }), null],
  ])('%s', (_case, found, expected) => expect(found).toEqual(expected))
})

describe('what a recording must say (ELEC-5)', () => {
  const names = ['Garage du Val', 'Val Est']
  it.each([
    ['who speaks and the way out', 'Alice, du garage du val. Pour ne plus recevoir ces messages, rappelez-moi.', null],
    ['the place by its own name', 'Ici Val Est. Dites stop et je n’appelle plus.', null],
    ['in English', 'Alice from Val Est. Call me to stop these messages.', null],
    ['nobody named', 'Bonjour, rappelez-moi. Pour ne plus recevoir ces messages, dites-le.', 'drop-sender-unsaid'],
    ['no way out', 'Alice, du Garage du Val : rappelez-moi.', 'drop-no-way-out'],
    ['nothing written down', '', 'drop-sender-unsaid'],
  ])('%s', (_case, words, expected) => expect(unsaidIn(words, names)?.code ?? null).toBe(expected))
})
