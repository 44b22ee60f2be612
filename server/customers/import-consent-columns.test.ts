import { describe, expect, test } from 'vitest'
import { proposeColumns } from './import-columns.ts'
import { columnWords } from './import-consent-columns.ts'
import { consentColumnOf } from './import-consent-names.ts'

const YESNO = ['OUI', 'NON', 'OUI', 'NON']
const BITS = ['1', '0', '0', '1']

describe('a column of one channel is known by its name and by what is in it', () => {
  test.each([
    ['Accepte SMS', YESNO, 'consentSms'],
    ['Accepte les SMS (O/N)', ['O', 'N'], 'consentSms'],
    ['SMS (oui/non)', YESNO, 'consentSms'],
    ['Optin email', BITS, 'consentEmail'],
    ['optin_email', [], 'consentEmail'],
    ['RGPD tél', YESNO, 'consentCall'],
    ['Consent_email', ['true', 'false'], 'consentEmail'],
    ['consents.sms', ['true', 'false'], 'consentSms'],
    ['smsOptIn', BITS, 'consentSms'],
    ['Consentement courrier', YESNO, 'consentPost'],
    ['Newsletter', ['x', 'x'], 'consentEmail'],
    ['SMS', YESNO, 'consentSms'],
    ['E-mail', YESNO, 'consentEmail'],
    ['Contact par téléphone', YESNO, 'consentCall'],
    ['Opt-out SMS', YESNO, 'objectionSms'],
    ['Opt out e-mail', [], 'objectionEmail'],
    ['HasOptedOutOfEmail', ['true', 'false'], 'objectionEmail'],
    ['DoNotCall', BITS, 'objectionCall'],
    ['Bloctel', YESNO, 'objectionCall'],
    ['Liste rouge / Bloctel', YESNO, 'objectionCall'],
    ['STOP SMS', ['STOP', ''].filter(Boolean), 'objectionSms'],
    ['Refus courrier', YESNO, 'objectionPost'],
    ['Désinscrit newsletter', BITS, 'objectionEmail'],
    ['Ne pas appeler', ['X'], 'objectionCall'],
    ['No SMS', YESNO, 'objectionSms'],
    ['Ne pas contacter', YESNO, 'objectionAll'],
    ['Opt-out', BITS, 'objectionAll'],
    // A yes is to something; an address, a check of it, a day and another’s offers are none of ours.
    ['RGPD', YESNO, null],
    ['Opt-in', YESNO, null],
    ['NPAI', YESNO, null],
    ['NPAI courrier', YESNO, null],
    ['E-mail', ['anne@example.org'], null],
    ['E-mail', [], null],
    ['No tél', [], null],
    ['No tél', ['0639980101'], null],
    ['E-mail valide', YESNO, null],
    ['Date opt-in SMS', ['02/11/2025'], null],
    ['Optin partenaires SMS', YESNO, null],
    ['SMS entretien', YESNO, null],
    ['Email connu', YESNO, null],
    ['Accepte SMS', ['peut-être', 'on verra'], null],
    ['Garantie', YESNO, null],
  ] as const)('%s %o → %s', (name, cells, field) => expect(consentColumnOf(name, cells)?.field ?? null).toBe(field))

  test('in a file of customers, beside their telephones and addresses, with one day and one source', () => {
    const names = [
      'Nom',
      'Prénom',
      'Tél',
      'E-mail',
      'Accepte SMS',
      'Opt-out e-mail',
      'Date consentement',
      'Source consentement',
      'NPAI',
    ]
    const rows = [
      ['Cieille', 'Anne', '0639980101', 'anne@example.org', 'OUI', '0', '02/11/2025', 'papier', 'N'],
      ['Martin', 'Paul', '0639980102', 'paul@example.org', 'NON', '1', '', '', 'N'],
    ]
    expect(proposeColumns('customers', names, rows).map(({ field }) => field)).toEqual([
      'familyName',
      'givenName',
      'phone',
      'email',
      'consentSms',
      'objectionEmail',
      'consentOn',
      'consentProof',
      'attribute',
    ])
  })
})

describe('what stands in a cell', () => {
  const read = (field: string, text: string, of: Record<string, string> = { date: '02/11/2025', proof: 'papier' }) => {
    const { words, aside } = columnWords(
      [text],
      { fields: [field], names: ['C'], dates: 'dmy', decimal: ',', country: 'FR', today: '2026-03-02' },
      of,
    )
    return words[0]?.action ?? aside[0]?.because.split('.')[0] ?? null
  }
  test.each([
    ['OUI', 'given', 'refused'],
    ['o', 'given', 'refused'],
    ['1', 'given', 'refused'],
    ['x', 'given', 'refused'],
    ['TRUE', 'given', 'refused'],
    ['NON', 'refused', null],
    ['0', 'refused', null],
    ['false', 'refused', null],
    ['', null, null],
    ['  ', null, null],
    ['NC', null, null],
    ['STOP', 'withdrawn', 'withdrawn'],
    ['désabonné', 'withdrawn', 'withdrawn'],
    ['bloqué', 'refused', 'refused'],
    ['Accord', 'given', 'consent-unreadable'],
    ['12/01/2026', 'given', 'refused'],
    ['peut-être', 'consent-unreadable', 'consent-unreadable'],
    ['2', 'consent-unreadable', 'consent-unreadable'],
  ])('%s', (text, asked, objected) => {
    expect(read('consentSms', text)).toBe(asked)
    expect(read('objectionSms', text)).toBe(objected)
  })
  test.each([
    [{ date: '02/11/2025' }, 'proof-missing'],
    [{ proof: 'papier' }, 'yes-undated'],
    [{ date: '02/11/2031', proof: 'papier' }, 'date-to-come'],
    [{ date: 'hier', proof: 'papier' }, 'date-unreadable'],
    [{ date: '02/11/2025', wording: 'J’accepte les SMS' }, 'given'],
  ])('a yes has its day and its proof, a no needs neither: %o', (of, yes) => {
    expect(read('consentSms', 'oui', of)).toBe(yes)
    expect(read('consentSms', 'non', of)).toBe('refused')
  })
})
