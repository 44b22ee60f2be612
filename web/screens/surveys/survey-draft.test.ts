import { describe, expect, it } from 'vitest'
import { SCALE_OF, surveyDraft } from '../../../contract/surveys.ts'
import {
  blankFollowUp,
  blankSurvey,
  freshKey,
  moved,
  nameOf,
  slugOf,
  spoken,
  withKind,
  withMetric,
} from './survey-draft.ts'

describe('a survey being written', () => {
  it.each([
    ['Après l’atelier', 'apres-l-atelier'],
    ['3 questions', 'questions'],
    ['  Œuvre & Cœur  ', 'oeuvre-coeur'],
    ['x'.repeat(90), 'x'.repeat(60)],
    ['!!!', ''],
  ])('%s is called %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug)
  })
  it.each([
    ['typed as it may be', { slug: 'apres-visite' }, 'apres-visite'],
    ['typed as people write', { slug: 'Après visite !' }, 'apres-visite'],
    ['left to its title', { title: { fr: 'Après la visite' } }, 'apres-la-visite'],
    ['whose first title has no letter we know', { title: { ar: 'زيارة', fr: 'La visite' } }, 'la-visite'],
    ['without any title yet, which is told under the title', {}, 'csat'],
  ])('its name for machines, %s', (_how, said, name) => {
    const draft = { ...blankSurvey('fr'), metric: 'csat' as const, slug: '', title: {}, ...said }
    expect(nameOf(draft)).toBe(name)
    expect(surveyDraft.safeParse({ ...draft, slug: nameOf(draft) }).success).toBe(true)
  })
  it('begins as something the contract reads, but for its name', () => {
    expect(surveyDraft.safeParse({ ...blankSurvey('fr'), slug: 'x' }).success).toBe(true)
  })
  it('another kind of question brings its own scale, and leaves the words of the old ends', () => {
    const nps = { ...withMetric(blankSurvey('fr'), 'nps'), ends: { low: { fr: 'a' }, high: { fr: 'b' } } }
    expect(withMetric(nps, 'ces')).toMatchObject({ metric: 'ces', scale: SCALE_OF.ces })
    expect(withMetric(nps, 'ces')).not.toHaveProperty('ends')
  })
  it('keys are its own, also after one was taken away', () => {
    expect(freshKey('q', ['q1', 'q3'])).toBe('q4')
    expect(freshKey('q', ['q2'])).toBe('q3')
    expect(freshKey('q', [])).toBe('q1')
  })
  it('a choice has something to choose from; a text has nothing left of it', () => {
    const choice = withKind(blankFollowUp([]), 'choices')
    expect(choice.options).toHaveLength(2)
    expect(withKind(choice, 'text').options).toEqual([])
    expect(withKind(choice, 'scale').scale).toEqual({ min: 1, max: 5, direction: 'up' })
    expect(withKind(withKind(choice, 'scale'), 'text')).not.toHaveProperty('scale')
  })
  it('is moved within its list and not beyond', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  })
  it('a language that is taken away takes its texts along', () => {
    const both = { ...blankSurvey('fr'), question: { fr: 'Content ?', en: 'Happy?' }, languages: ['fr'] }
    expect(spoken(both).question).toEqual({ fr: 'Content ?' })
  })
})
