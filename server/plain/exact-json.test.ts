import { expect, test } from 'vitest'
import { exactJson } from './exact-json.ts'

test.each([
  ['{"id":1045678901234567891}', { id: '1045678901234567891' }],
  ['{"id":-9007199254740993,"n":12}', { id: '-9007199254740993', n: 12 }],
  ['{"at":48.8566148856614812}', { at: '48.8566148856614812' }],
  ['{"deep":{"ids":[12345678901234567890,1]}}', { deep: { ids: ['12345678901234567890', 1] } }],
  ['{"text":"1045678901234567891","n":1.5}', { text: '1045678901234567891', n: 1.5 }],
  ['{"n":12.50,"m":1e3}', { n: 12.5, m: 1000 }],
])('%s keeps its digits', (text, value) => expect(exactJson(text)).toEqual(value))

test('what is no JSON is none', () => expect(() => exactJson('{"id":1045678901234567891')).toThrow(SyntaxError))
