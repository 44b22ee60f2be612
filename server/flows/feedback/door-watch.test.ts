import { describe, expect, it } from 'vitest'
import { addressOf, DoorWatch } from './door-watch.ts'

describe('a visitor of a door', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2, 9, minutes))
  it('may answer five times an hour from one browser', () => {
    const watch = new DoorWatch()
    const says = [0, 11, 22, 33, 44, 55, 71].map((minute) =>
      watch.tooMany('door', { device: 'a', address: 'x' }, at(minute)),
    )
    expect(says).toEqual([null, null, null, null, null, 'one-device', null])
  })
  it('is one for all browsers of an address: five in ten minutes, twelve in an hour', () => {
    const watch = new DoorWatch()
    const quick = Array.from({ length: 7 }, (_, n) =>
      watch.tooMany('door', { device: `${n}`, address: 'x' }, at(n / 10)),
    )
    expect(quick).toEqual([null, null, null, null, null, 'one-address', 'one-address'])
    const slow = Array.from({ length: 14 }, (_, n) =>
      watch.tooMany('other', { device: `${n}`, address: 'x' }, at(n * 4)),
    )
    expect(slow.slice(0, 12).every((each) => each === null)).toBe(true)
    expect(slow.slice(12)).toEqual(['one-address', 'one-address'])
  })
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ])('%s is of the house %s', (ip, house) => expect(addressOf(ip)).toBe(house))
})
