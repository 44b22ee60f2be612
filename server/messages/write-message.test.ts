import { describe, expect, it } from 'vitest'
import { moment as momentShape } from '../../contract/playbook.ts'
import type { LoopPerson } from '../moments/loop-person.ts'
import { type Asked, emailText, messageFor, smsWith } from './write-message.ts'

const anne: LoopPerson = {
  id: '00000000-0000-7000-8000-000000000001',
  kind: 'person',
  title: 'Mme',
  givenName: 'Anne',
  familyName: 'Cieille',
  companyName: '',
  addressAs: '',
  pronunciation: '',
  formality: 'vous',
  language: 'fr',
  birthDate: null,
  street: '12 rue de l’Été',
  postcode: '78000',
  city: 'Versailles',
  country: 'FR',
  siteId: null,
  advisorId: null,
  deputyId: null,
  phones: ['+33139000001', '+33639980101'],
  emails: ['anne@example.org'],
  devices: [],
  assets: [],
  orders: [],
  openCase: false,
  lastFromThem: null,
  firstSeen: 0,
  law: {
    capacity: 'consumer',
    country: 'FR',
    postcode: '78000',
    zone: null,
    objectedAt: null,
    consents: [],
    contracts: [],
    sales: [],
    attempts: [],
  },
  attention: [],
  asked: [],
  rhythm: { perMonth: null, onlyMyAssets: false, channels: [] },
  deadNumbers: [],
  blocked: [],
}
const moment = (over: object = {}) =>
  momentShape.parse({
    id: 'two-years',
    title: { fr: 'Vos deux ans', en: 'Two years' },
    on: 'order.delivered',
    do: 'email',
    purpose: 'commercial',
    message: {
      fr: 'Bonjour {{ customer.name }}, déjà deux ans.\n\n{{ advisor.name }}',
      en: 'Hello {{ customer.name }}',
    },
    subject: { fr: 'Deux ans, {{ customer.givenName }}' },
    sms: { fr: 'Deux ans déjà. {{ advisor.givenName }}' },
    ...over,
  })
const links = { page: 'https://val.example/c/abc', out: 'https://val.example/c/abc/out' }
const asked = (over: Partial<Asked> = {}): Asked => ({
  id: '00000000-0000-7000-8000-0000000000aa',
  touchId: null,
  moment: moment(),
  gesture: 'email',
  person: anne,
  scene: { person: over.person ?? anne, asset: null, order: null, fact: null, now: 0 },
  staff: {
    id: '00000000-0000-7000-8000-000000000002',
    name: 'Alice Conseil',
    phone: '+33639980001',
    email: 'alice@val.example',
  },
  site: null,
  sender: { name: 'Garage du Val', address: '3 quai Nord, Versailles', stop: '36111' },
  links,
  weight: 1,
  notBefore: 0,
  expiresAt: null,
  ...over,
})
const SPOKEN = 'Alice, du Garage du Val. Pour ne plus recevoir ces messages, rappelez-moi.'
const refusal = (over: Partial<Asked>) => {
  const written = messageFor(asked(over))
  return 'refused' in written ? written.refused.code : 'written'
}

describe('a message of a moment', () => {
  it('by e-mail: to their first address, in their language, with a subject', () => {
    expect(messageFor(asked())).toMatchObject({
      channel: 'email',
      toAddress: 'anne@example.org',
      language: 'fr',
      subject: 'Deux ans, Anne',
      body: 'Bonjour Madame Cieille, déjà deux ans.\n\nAlice Conseil',
      title: 'Vos deux ans',
      state: 'ready',
      extra: { weight: 1, core: false },
    })
  })
  it('by SMS: to a mobile, with who speaks, the way out, their page, and what it costs', () => {
    expect(messageFor(asked({ gesture: 'sms' }))).toMatchObject({
      toAddress: '+33639980101',
      body: 'Deux ans déjà. Alice\nGarage du Val. STOP au 36111 https://val.example/c/abc',
      segments: 1,
    })
  })
  it('by postcard: the address side', () => {
    expect(messageFor(asked({ gesture: 'postcard' }))).toMatchObject({
      extra: { lines: ['Mme Anne Cieille', '12 RUE DE L ETE', '78000 VERSAILLES'] },
    })
  })
  it('by voice drop: the advisor’s own recording, and a call back rings them', () => {
    expect(messageFor(asked({ gesture: 'voice-drop', recording: { id: 'r', words: SPOKEN } }))).toMatchObject({
      toAddress: '+33639980101',
      body: SPOKEN,
      extra: { recording: 'r', callBack: '+33639980001' },
    })
  })
  describe('as a notification', () => {
    const rung = (over: object = {}) =>
      messageFor(
        asked({
          gesture: 'push',
          person: { ...anne, devices: ['Chrome, Android', 'Chrome, Android', 'Firefox, Windows'] },
          moment: moment({ do: ['push', 'email'], ...over }),
        }),
      )
    it('its head is the line of the locked screen, its body all the words, for their page', () => {
      expect(rung({ push: { fr: 'Un mot de {{ advisor.givenName }}' } })).toMatchObject({
        channel: 'push',
        toAddress: 'Chrome, Android · Firefox, Windows',
        subject: 'Un mot de Alice',
        body: (messageFor(asked({})) as { body: string }).body,
        segments: 1,
        state: 'ready',
      })
    })
    it('or the title it goes by, never the subject of a letter, which may name them', () => {
      const written = rung({ subject: { fr: 'Votre Captur, {{ customer.name }}' } })
      expect(written).toMatchObject({ subject: moment({}).title.fr })
    })
  })
  it('tells whoever was never told that they may object, once, in its own words', () => {
    const notice = { text: 'Vous pouvez vous opposer.', version: '1' }
    expect(messageFor(asked({ notice }))).toMatchObject({ extra: { notice } })
    const sms = messageFor(asked({ gesture: 'sms', notice })) as { body: string }
    expect(sms.body).toBe(
      'Deux ans déjà. Alice\nVous pouvez vous opposer.\nGarage du Val. STOP au 36111 https://val.example/c/abc',
    )
    const again = smsWith(sms.body, 'fr', { sender: asked().sender, links, notice })
    expect(again).toBe(sms.body)
    expect(emailText('Bonjour', 'fr', asked().sender, links, notice)).toContain('Vous pouvez vous opposer.')
  })
  it('an SMS that a person wrote anew has who speaks and the way out again', () => {
    expect(smsWith('Venez samedi.', 'fr', { sender: asked().sender, links })).toBe(
      'Venez samedi.\nGarage du Val. STOP au 36111 https://val.example/c/abc',
    )
  })
  it('in the playbook’s first language when it does not speak theirs', () => {
    expect(messageFor(asked({ person: { ...anne, language: 'de' } }))).toMatchObject({ language: 'fr' })
  })
  it('that names something they have not is held as it stands, with its name: never sent with a hole', () => {
    const written = messageFor(asked({ staff: null }))
    expect(written).toMatchObject({
      state: 'doubt',
      because: [{ code: 'words-missing', values: { fields: 'advisor.name' } }],
    })
  })
  it.each([
    ['no e-mail', { person: { ...anne, emails: [] } }, 'no-email'],
    ['every e-mail blocked', { person: { ...anne, blocked: ['email'] } }, 'address-blocked'],
    ['no mobile', { gesture: 'sms', person: { ...anne, phones: ['+33139000001'] } }, 'no-mobile'],
    ['no street', { gesture: 'postcard', person: { ...anne, street: ' ' } }, 'no-postal-address'],
    ['no recording of the advisor', { gesture: 'voice-drop' }, 'no-recording'],
    [
      'a recording that does not say for whom',
      { gesture: 'voice-drop', recording: { id: 'r', words: 'Bonjour' } },
      'drop-sender-unsaid',
    ],
    ['no browser of theirs', { gesture: 'push' }, 'no-device'],
    ['a moment without words', { moment: moment({ message: undefined }) }, 'no-words'],
  ] as [string, Partial<Asked>, string][])('is refused: %s', (_name, over, code) => {
    expect(refusal(over)).toBe(code)
  })
})
