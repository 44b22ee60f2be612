import { expect, test } from 'vitest'
import { themeFigures } from './theme-figures.ts'

const theme = (name: string, good: number, neutral: number, bad: number) => ({ theme: name, good, neutral, bad })

test('what grew is more, what did not cannot be told, what shrank is less', () => {
  const figures = themeFigures(
    [theme('waiting', 10, 5, 85), theme('price', 20, 10, 30), theme('phone', 1, 0, 4)],
    1000,
    [theme('waiting', 10, 5, 35), theme('price', 20, 10, 28), theme('phone', 10, 5, 45)],
    1000,
  )
  expect(figures.map((one) => [one.theme, one.said])).toEqual([
    ['waiting', 'more'],
    ['price', 'cannot-tell'],
    ['phone', 'less'],
  ])
  const [waiting] = figures
  expect(waiting).toMatchObject({ share: { k: 100, n: 1000 }, balance: -75, by: 5 })
  expect(waiting!.balanceInterval!.low).toBeLessThan(-75)
})

test('a theme nobody spoke of any more is there, with nought', () => {
  const [gone] = themeFigures([], 400, [theme('loanCar', 0, 0, 40)], 400)
  expect(gone).toMatchObject({ theme: 'loanCar', share: { k: 0 }, balance: null, said: 'less' })
})

test('of few words nothing is said of change', () => {
  const [one] = themeFigures([theme('price', 0, 0, 10)], 12, [theme('price', 0, 0, 1)], 500)
  expect(one).toMatchObject({ said: 'few', by: null })
})

test('two who both complain are an estimate, within its interval and not at its end', () => {
  const [hours] = themeFigures([theme('hours', 0, 0, 2)], 100, [], 100)
  expect(hours!.shrunk).toBe(true)
  expect(hours!.balance!).toBeGreaterThan(-70)
  expect(hours!.balance!).toBeLessThan(-40)
  expect(hours!.balanceInterval!.low).toBe(-100)
  const [many] = themeFigures([theme('hours', 0, 0, 40)], 100, [], 100)
  expect(many).toMatchObject({ shrunk: false, balance: -100, balanceInterval: { low: -100 } })
})

test('where no change is told its interval holds nought, where one is it does not', () => {
  const now = Array.from({ length: 20 }, (_, i) => theme(`t${i}`, 20 + i, 5, 30 + (i % 4) * 9))
  const then = Array.from({ length: 20 }, (_, i) => theme(`t${i}`, 20, 5, 30))
  const figures = themeFigures(now, 600, then, 600)
  const holds = figures.map(({ byInterval }) => byInterval!.low <= 0 && 0 <= byInterval!.high)
  expect(figures.map(({ said }) => said === 'cannot-tell')).toEqual(holds)
  expect(new Set(holds).size).toBe(2)
})
