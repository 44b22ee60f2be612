import { Problem } from '../kit/problem.ts'

export const tooYoung = (): Problem =>
  new Problem(422, 'too-young', 'They are too young to agree to offers', {
    hint: 'Below the age of the law nobody may be offered anything, whatever they say.',
  })
