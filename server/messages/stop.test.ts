import { expect, it } from 'vitest'
import { isStop } from './stop.ts'

it.each([
  ['STOP', true],
  ['stop', true],
  [' Stop. ', true],
  ['STOP merci !', true],
  ['STOP 36111', true],
  ['Stop au 36111', true],
  ['Arrêt', true],
  ['Désabonner', true],
  ['Non merci', true],
  ['Unsubscribe', true],
  ['', false],
  ['Merci, à demain', false],
  ['Stop à 10 h ça ira ?', false],
  ['Le stop arrière ne marche plus', false],
  ['Non', false],
])('%j is a STOP: %s', (text, expected) => {
  expect(isStop(text)).toBe(expected)
})
