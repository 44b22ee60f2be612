import { describe, expect, test } from 'vitest'
import { type PossibleCaller, whoCalls } from './who-calls.ts'

const caller = (id: string, use: PossibleCaller['use'] = 'own', ...becauses: string[]): PossibleCaller => ({
  id,
  use,
  becauses,
})
const number = '+33612345678'

describe('who is calling', () => {
  test('one person, their own number: sure', () => {
    const { certainty, best, because } = whoCalls({ number }, [caller('marie')])
    expect([certainty, best?.id, because[0]?.code]).toEqual(['sure', 'marie', 'number-own'])
  })
  test('a withheld number: unknown, whoever might have one', () =>
    expect(whoCalls({ number: '' }, [caller('marie')])).toMatchObject({
      certainty: 'unknown',
      shortlist: [],
      because: [{ code: 'number-withheld' }],
    }))
  test('nobody has this number: unknown', () => expect(whoCalls({ number }, []).certainty).toBe('unknown'))
  test('a household of two: perhaps, both on the list', () => {
    const { certainty, shortlist } = whoCalls({ number }, [caller('marie', 'household'), caller('paul', 'household')])
    expect(certainty).toBe('perhaps')
    expect(shortlist.map((each) => each.id).sort()).toEqual(['marie', 'paul'])
  })
  test('the same household, and Paul is expected this morning and called before: Paul', () => {
    const { certainty, best, because } = whoCalls({ number }, [
      caller('marie', 'household'),
      caller('paul', 'household', 'expected-now', 'called-today'),
    ])
    expect([certainty, best?.id]).toEqual(['sure', 'paul'])
    expect(because.map((each) => each.code)).toEqual(expect.arrayContaining(['expected-now', 'number-shared']))
  })
  test('she called this morning and stands at the counter now: it is the other one who calls, perhaps', () => {
    const result = whoCalls({ number }, [
      { id: 'ursule', use: 'household', becauses: ['expected-now', 'called-today', 'recent-visit', 'here-now'] },
      { id: 'victor', use: 'household', becauses: [] },
    ])
    expect([result.certainty, result.best?.id]).toEqual(['perhaps', 'victor'])
    expect(result.because.map(({ code }) => code)).not.toContain('called-today')
  })
  test('her own number, and nobody tapped that she left: she, for nobody else has it', () =>
    expect(whoCalls({ number }, [{ id: 'ursule', use: 'own', becauses: ['here-now'] }])).toMatchObject({
      certainty: 'sure',
      because: [{ code: 'number-own' }, { code: 'here-now' }, { code: 'could-be-other' }],
    }))
  test('a number the file says is no longer theirs is not them for sure', () =>
    expect(whoCalls({ number }, [caller('marie', 'former')]).certainty).toBe('perhaps'))
  test('one known person at a company: perhaps, a colleague may hold it', () =>
    expect(whoCalls({ number }, [caller('marie', 'company')]).certainty).toBe('perhaps'))
  test('0102030405, typed for forty people: nobody', () => {
    const forty = Array.from({ length: 40 }, (_, n) => caller(`c${n}`))
    expect(whoCalls({ number: '+33102030405' }, forty).certainty).toBe('unknown')
  })
  test('a switchboard of a thousand of whom one was handed in: never sure', () =>
    expect(whoCalls({ number, bearers: 1000 }, [caller('marie')]).certainty).not.toBe('sure'))
  test('the shares never exceed one', () => {
    const { shortlist } = whoCalls({ number }, [
      caller('a', 'own', 'called-today'),
      caller('b'),
      caller('c', 'company'),
    ])
    expect(shortlist.reduce((sum, each) => sum + each.probability, 0)).toBeLessThan(1)
  })
})
