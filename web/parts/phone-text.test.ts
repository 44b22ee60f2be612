import { expect, test } from 'vitest'
import { phoneText } from './phone-text.ts'

test.each([
  ['+33639980101', '06\u00a039\u00a098\u00a001\u00a001'],
  ['06 39 98 01 01', '06\u00a039\u00a098\u00a001\u00a001'],
  ['+44 20 7946 0018', '+44\u00a020\u00a07946\u00a00018'],
  ['+262692123456', '+262692123456'],
  ['+33', '+33'],
  ['x', 'x'],
])('%s is read as %s', (phone, said) => expect(phoneText(phone)).toBe(said))
