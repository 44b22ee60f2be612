import { describe, expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

const words = { path: '', accepted: ['OK', '<status>0</status>'], refused: ['ERROR', 'NOT OK'] }
const path = { path: 'messages.0.status', accepted: ['0', 'queued', 'true'], refused: ['4'] }

describe('what a good answer means', () => {
  it.each([
    ['a word, in any case', words, 'Ok: 12345', 'accepted'],
    ['markup', words, '<r><status>0</status></r>', 'accepted'],
    ['a word inside another is none', words, 'TOKEN unknown', 'unclear'],
    ['a refusal', words, 'ERROR 202', 'refused'],
    ['both at once', words, 'NOT OK', 'unclear'],
    ['nothing at all', words, '', 'unclear'],
    ['a number at its place', path, '{"messages":[{"status":0}]}', 'accepted'],
    ['a truth', path, '{"messages":[{"status":true}]}', 'accepted'],
    ['not a part of a value', path, '{"messages":[{"status":"10"}]}', 'unclear'],
    ['a refusal at its place', path, '{"messages":[{"status":"4"}]}', 'refused'],
    ['nothing at its place', path, '{"messages":[]}', 'unclear'],
    ['something that is no value', path, '{"messages":[{"status":{"code":0}}]}', 'unclear'],
    ['no JSON', path, 'queued', 'unclear'],
  ] as const)('%s', (_name, rules, body, means) => {
    expect(readAnswer(rules, body).means).toBe(means)
  })
  it('is good whatever it says, as long as nothing is said of it', () => {
    expect(readAnswer({ path: '', accepted: [], refused: [] }, 'ERROR').means).toBe('accepted')
  })
  it('is told without a number or an address of anybody', () => {
    const said = readAnswer(words, 'Rejected +33 6 39 98 01 01 for anne@example.org, code 202').said
    expect(said).toBe('Rejected … for … code 202')
  })
})
