import { expect, test } from 'vitest'
import { fromSearch } from './from-search.ts'

test.each([
  ['Anne Cieille', { givenName: 'Anne', familyName: 'Cieille' }],
  ['Anne de la Cieille', { givenName: 'Anne', familyName: 'de la Cieille' }],
  ['cieille', { givenName: '', familyName: 'cieille' }],
  ['06 39 98 12 34', { phone: '06 39 98 12 34', familyName: '' }],
  ['+33 6 39 98 12 34', { phone: '+33 6 39 98 12 34' }],
  ['anne@exemple.test', { email: 'anne@exemple.test', familyName: '' }],
  ['fm-046-sc', { plate: 'FM-046-SC', familyName: '' }],
  ['VF1AAAAA555777333', { plate: '', familyName: '' }],
  ['', { familyName: '' }],
])('« %s »', (sought, fields) => expect(fromSearch(sought)).toMatchObject(fields))
