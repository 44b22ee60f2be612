import { expect, test } from 'vitest'
import { GONE_MS } from './same-passage.ts'
import { Watch } from './watch.ts'

const start = Date.UTC(2026, 10, 27, 8)
const at = (seconds: number) => new Date(start + seconds * 1000)

test('the plate of a car that was refused is forgotten a minute after it was last seen, however busy its camera is', () => {
  const watch = new Watch()
  watch.deny('gate', { read: 'FS777GG', plates: ['AB123CD'], at: at(0) }, at(0))
  // Seen again: it stands there still.
  expect(watch.deniedTo('gate', 'FS777GG', at(50), at(50))).toEqual(new Set(['AB123CD']))
  for (let seconds = 55; seconds <= 105; seconds += 10) {
    watch.deny('gate', { read: `KL${seconds}MN`, plates: ['X'], at: at(seconds) }, at(seconds))
    watch.sweep(at(seconds))
  }
  expect(watch.denied.get('gate', at(109)).map(({ read }) => read)).toContain('FS777GG')
  watch.sweep(at(111))
  expect(watch.denied.get('gate', at(0)).map(({ read }) => read)).not.toContain('FS777GG')
})

test('nor is one that asked a short list kept for those that ask after it', () => {
  const watch = new Watch()
  watch.stands('gate', { plate: 'FS777GG', perhapsId: 'first', at: at(0) }, at(0))
  watch.stands('gate', { plate: 'FS777CC', perhapsId: 'first', at: at(30) }, at(30))
  watch.stands('gate', { plate: 'KL123MN', perhapsId: 'second', at: at(80) }, at(80))
  expect(watch.lists.get('gate', at(80)).map(({ plate }) => plate)).toEqual(['FS777CC', 'KL123MN'])
  watch.sweep(at(91))
  expect(watch.lists.get('gate', at(0)).map(({ plate }) => plate)).toEqual(['KL123MN'])
})

test('a car before a camera whose clock is behind is refused as long as it stands there', () => {
  const watch = new Watch()
  const behind = 300
  watch.deny('gate', { read: 'FS777GG', plates: ['AB123CD'], at: at(0) }, at(behind))
  for (let seconds = 20; seconds <= 200; seconds += 20) {
    watch.sweep(at(behind + seconds))
    expect(watch.deniedTo('gate', 'FS777GG', at(seconds), at(behind + seconds)).size, `${seconds}`).toBe(1)
  }
  expect(watch.deniedTo('gate', 'FS777GG', at(200 + GONE_MS / 1000 + 1), at(behind + 262)).size).toBe(0)
})
