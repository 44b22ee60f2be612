import { describe, expect, it } from 'vitest'
import { gapIn } from '../../contract/reply-gaps.ts'
import { openingFor, type ToAnswer } from './opening-words.ts'

const about = (over: Partial<ToAnswer> = {}): ToAnswer => ({
  language: 'fr',
  formality: 'vous',
  dear: 'Madame Cieille',
  staff: 'Alice Conseil',
  place: 'Versailles',
  tone: 'thanks',
  praised: [],
  thanksMe: false,
  themes: [],
  worded: true,
  ...over,
})

describe('words to begin an answer with', () => {
  it('a thank-you is whole: it may leave as it stands', () => {
    const { email, sms, subject } = openingFor(about({ praised: ['Karim', 'Rose'] }))
    expect(subject).toBe('Merci')
    expect(email).toBe(
      'Madame Cieille,\n\nMerci d’avoir pris le temps de nous écrire. Je transmets vos mots à Karim et Rose : ils feront plaisir.\n\nÀ bientôt,\n\nAlice Conseil\nVersailles',
    )
    for (const text of [email, sms]) expect(gapIn(text)).toBeNull()
  })
  it('who is not content reads what was done: only the writer knows it, and nothing leaves with the gap', () => {
    for (const language of ['fr', 'en'] as const)
      for (const text of [
        openingFor(about({ language, tone: 'sorry' })).email,
        openingFor(about({ language, tone: 'question' })).sms,
      ])
        expect(gapIn(text)).toMatch(/^\[.*…\]$/u)
  })
  it.each([
    ['Bonjour,\n\n[Ce que]\n\nAlice', '[Ce que]'],
    ['[Ce que j’ai déjà fait]', '[Ce que j’ai déjà fait]'],
    ["[Ce que j'ai déjà fait : le lavage]", "[Ce que j'ai déjà fait : le lavage]"],
    ['Je vous rappelle, [et pour quand]', '[et pour quand]'],
    ['[Ce que je propose, sans le second crochet', '[Ce que je propose, sans le second crochet'],
    ['Votre question : [la réponse] Alice', '[la réponse]'],
    ['Thank you. [The]', '[The]'],
    ['[]', '[]'],
    ['[à voir...]', '[à voir...]'],
    ['Voir la photo [IMG_2031] et le devis [joint].', null],
    ['Le modèle [GT Line] est là, et « [sic] » est votre mot.', null],
    ['Un crochet [ tout seul', null],
    ['Je rappelle demain… [par Karim]', null],
  ])('%s: the gap that still stands is %s', (text, gap) => expect(gapIn(text)).toBe(gap))
  it.each([
    [{ tone: 'sorry', themes: ['waiting'] }, 'J’ai lu vos mots, et je regrette cette attente.'],
    [{ tone: 'sorry', themes: ['own:car-wash', 'price'] }, 'je regrette cette mauvaise surprise sur le prix'],
    [{ tone: 'sorry' }, 'je regrette ce que vous avez vécu'],
    [{ tone: 'sorry', formality: 'tu', themes: ['delay'] }, 'J’ai lu tes mots, et je regrette ce retard.'],
    [{ tone: 'sorry', worded: false }, 'J’ai vu votre note, et je voudrais comprendre ce qui n’allait pas.'],
    [{ language: 'en', tone: 'sorry', worded: false }, 'I have seen your score'],
    [{ thanksMe: true, formality: 'tu' }, 'Ton message me touche beaucoup.'],
    [{ language: 'en', tone: 'sorry', themes: ['repair'] }, 'I am sorry that the repair did not hold'],
    [{ language: 'en', praised: ['Karim'] }, 'I am passing your words on to Karim'],
  ] as const)('%o', (over, wanted) => expect(openingFor(about(over as Partial<ToAnswer>)).email).toContain(wanted))
  it('French is set as French is', () => {
    const { email, sms, call } = openingFor(about({ praised: ['Karim'], tone: 'thanks' }))
    for (const text of [email, sms, call]) expect(text).not.toMatch(/'| [:;!?]/u)
  })
})
