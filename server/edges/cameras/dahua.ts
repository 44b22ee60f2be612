import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { epochOf } from '../payload/clock.ts'
import { fieldsOf, numberOf, textOf } from '../payload/field.ts'
import { parseJson } from '../payload/json.ts'
import { decodeText } from '../payload/text.ts'
import { malformed, nothing, plateOf, readOf, readsOf } from './read.ts'

type Fields = Record<string, unknown>

/**
 * One block of Dahua's event stream, cut out by `splitEvents`: `Code=…;action=…;data={` with JSON over many lines, or
 * older firmware's `Events[0].TrafficCar.PlateNumber=…` lines, or `Heartbeat`. `UTC` is often local time called UTC, so the
 * clock is believed within ten minutes only; `RealUTC`, where firmware has it, is what it says.
 */
export function readDahua(body: Buffer, now: Date): CameraMessage {
  const text = decodeText(body)
  if (!text.ok) return malformed(text.because)
  const block = withoutHeaders(text.value)
  if (/^heartbeat$/iu.test(block)) return { kind: 'heartbeat' }
  const code = /^Code=(\w{1,60})/u.exec(block)?.[1]
  if (!code) return /^[\w[\].]{1,200}=/mu.test(block) ? keyValueRead(block, now) : malformed('unknown-shape')
  const from = block.indexOf('data={')
  if (from < 0) return nothing('other-event')
  const json = parseJson(block.slice(from + 'data='.length, block.lastIndexOf('}') + 1))
  if (!json.ok) return malformed(json.because)
  const data = fieldsOf(json.value)
  return carRead(code, data, fieldsOf(data.TrafficCar), fieldsOf(data.Vehicle), now)
}

/** Lines up to the first empty one are headers, when the block still has them. */
const withoutHeaders = (text: string): string => {
  const block = text.replace(/^(?:\s*--[^\r\n]*\r?\n)?/u, '')
  return (/^[\w-]+:/u.test(block.trimStart()) ? block.replace(/^[\s\S]*?\r?\n\r?\n/u, '') : block).trim()
}

function carRead(code: string, data: Fields, car: Fields, vehicle: Fields, now: Date): CameraMessage {
  const object = fieldsOf(data.Object)
  const plate = plateOf(car.PlateNumber) ?? (object.ObjectType === 'Plate' ? object.Text : undefined)
  const group = numberOf(data.GroupID)
  const seconds = numberOf(data.RealUTC) ?? numberOf(data.UTC)
  return readsOf([
    readOf(
      {
        plate,
        ids: [code, data.EventID, data.GroupID, data.UTC, data.UTCMS],
        recurring: textOf(data.UTC) === undefined,
        time: seconds === undefined ? undefined : epochOf(seconds + (numberOf(data.UTCMS) ?? 0) / 1000),
        zone: data.RealUTC === undefined ? 'unsure' : 'sure',
        // Several pictures of one passage share a group; 0 means none.
        track: group ? data.GroupID : undefined,
        colour: car.VehicleColor,
        make: vehicle.Text,
        vehicleType: vehicle.Category,
        country: car.Country,
      },
      now,
    ),
  ])
}

/** `Events[0].TrafficCar.PlateNumber=AB123CD`: the same fields, one on each line. */
function keyValueRead(block: string, now: Date): CameraMessage {
  const sent = new Map(
    block.split(/\r?\n/u).flatMap((line) => {
      const [, name, value] = /^(?:Events\[0\]\.)?([\w[\].]{1,200})=(.*)$/u.exec(line.trim()) ?? []
      return name ? [[name, value] as const] : []
    }),
  )
  const under = (name: string): Fields =>
    Object.fromEntries(
      [...sent].flatMap(([key, value]) => (key.startsWith(`${name}.`) ? [[key.slice(name.length + 1), value]] : [])),
    )
  const code = textOf(sent.get('EventBaseInfo.Code')) ?? textOf(sent.get('Code'))
  if (!code) return nothing('other-event')
  const data = { ...Object.fromEntries(sent), Object: under('Object') }
  return carRead(code, data, under('TrafficCar'), under('Vehicle'), now)
}

export const readDahuaPayload = ({ body, now }: Payload): CameraMessage => readDahua(body, now)

export const sampleDahua = (plate: string, at: Date): string => {
  const data = {
    Name: 'TrafficJunction',
    TrafficCar: { PlateNumber: plate, VehicleColor: 'Unknown' },
    Vehicle: { Category: 'Car' },
    EventID: Math.floor(at.getTime() / 1000) % 100_000,
    UTC: Math.floor(at.getTime() / 1000),
    UTCMS: at.getMilliseconds(),
  }
  return `Code=TrafficJunction;action=Pulse;index=0;data=${JSON.stringify(data, null, 3)}\r\n`
}
