import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera } from '../../../test/payloads.ts'

describe('Dahua', () => {
  const seconds = Math.floor(NOW.getTime() / 1000)
  const dahua = (body: string) => readCamera('dahua', body, 'text/plain')
  it('JSON that spans lines, headers and Content-Length: 0 left on it', () => {
    const block = `Content-Type: text/plain\r\nContent-Length:0\r\n\r\nCode=TrafficJunction;action=Pulse;index=0;data={\n   "TrafficCar" : {\n      "PlateNumber" : "51F-123.45",\n      "VehicleColor" : "White"\n   },\n   "GroupID": 12,\n   "UTC" : ${seconds}\n}\n\n`
    expect(onlyRead(dahua(block))).toMatchObject({
      plate: '51F-123.45',
      colour: 'white',
      track: '12',
      at: NOW.toISOString(),
    })
  })
  it('older firmware: the plate on the object', () => {
    expect(
      onlyRead(
        dahua(
          `Code=TrafficJunction;action=Pulse;index=0;data={"Object":{"ObjectType":"Plate","Text":"1AB2345"},"TrafficCar":{"PlateNumber":""},"UTC":${seconds}}`,
        ),
      ).plate,
    ).toBe('1AB2345')
  })
  it('key=value firmware', () => {
    const found = onlyRead(
      dahua(
        `Events[0].EventBaseInfo.Code=TrafficCarMeasurement\r\nEvents[0].TrafficCar.PlateNumber=29A11111\r\nEvents[0].UTC=${seconds}\r\n`,
      ),
    )
    expect(found).toMatchObject({ plate: '29A11111', at: NOW.toISOString() })
  })
  it('heartbeats', () => expect(dahua('Heartbeat\r\n')).toEqual({ kind: 'heartbeat' }))
  it('UTC that is local time is not believed; RealUTC is', () => {
    const at = (clock: string) =>
      onlyRead(
        dahua(`Code=TrafficJunction;action=Pulse;index=0;data={"TrafficCar":{"PlateNumber":"AB123CD"},${clock}}`),
      )
    expect(at(`"UTC":${seconds + 7200}`)).toMatchObject({ clock: 'ahead' })
    expect(at(`"UTC":${seconds + 7200},"RealUTC":${seconds}`)).toMatchObject({ at: NOW.toISOString() })
  })
  it('an event without data, or of another kind, is nothing', () => {
    expect(dahua('Code=VideoMotion;action=Start;index=0')).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})
