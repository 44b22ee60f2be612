import { describe, expect, it } from 'vitest'
import { addressedAs, cleanName, displayName, nameFault } from './name.ts'

const nobody = {
  kind: 'person' as const,
  title: '',
  givenName: '',
  familyName: '',
  companyName: '',
  addressAs: '',
  language: 'fr',
}

describe('a name', () => {
  it.each([
    [{ title: 'Mme', givenName: 'Anne', familyName: 'Cieille' }, 'Anne Cieille', 'Madame Cieille'],
    [{ title: 'M.', givenName: 'Thierry', familyName: 'Abadie', addressAs: 'Thierry' }, 'Thierry Abadie', 'Thierry'],
    [{ title: 'M.', familyName: 'Smith', language: 'en' }, 'Smith', 'Mr Smith'],
    [{ title: 'Frau', givenName: 'Eva', familyName: 'Öztürk', language: 'de' }, 'Eva Öztürk', 'Frau Öztürk'],
    [{ givenName: 'Jean-Luc', familyName: 'd’Arc' }, 'Jean-Luc d’Arc', 'Jean-Luc d’Arc'],
    [{ title: 'Mme', givenName: 'Cher' }, 'Cher', 'Madame Cher'],
    [
      { kind: 'company' as const, companyName: 'Garage Martin et fils' },
      'Garage Martin et fils',
      'Garage Martin et fils',
    ],
    [{ kind: 'company' as const, title: 'M.', companyName: 'Éts Noël' }, 'Éts Noël', 'Éts Noël'],
  ])('%o', (parts, name, aloud) => {
    const said = { ...nobody, ...parts }
    expect([displayName(said), addressedAs(said)]).toEqual([name, aloud])
  })

  it.each([
    ['  Anne\u200b  Cie\u00adille ', 'Anne Cieille'],
    ['Ame\u0301lie', 'Amélie'],
    ['\u202eelleieC', 'elleieC'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['\u200b\ufeff', ''],
  ])('%o is kept as %o', (raw, kept) => {
    expect(cleanName(raw)).toBe(kept)
  })

  it('is asked for: a person has one of two, a company its own', () => {
    expect(nameFault(nobody)?.path).toBe('body.familyName')
    expect(nameFault({ ...nobody, familyName: '\u200d \u0301' })?.path).toBe('body.familyName')
    expect(nameFault({ ...nobody, givenName: '🦊' })).toBeNull()
    expect(nameFault({ ...nobody, kind: 'company', familyName: 'Martin' })?.path).toBe('body.companyName')
  })
})
