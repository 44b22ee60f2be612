/** What a device that we call must tell us to be reached. */
export type Asked = 'url' | 'username' | 'password' | 'topic' | 'camera' | 'routePoint' | 'fallback'

export interface Make {
  /** As in the contract; the words on where to paste the address are `paste.<door>-<id>`. */
  id: string
  /** Its own name, the same in every language. */
  name: string
  /** Empty: it posts to our address. Else: what we ask for, because we call it. */
  asks: readonly Asked[]
  /** How an address of this make looks. */
  example?: string
  /** Lets us route its calls, once we know how to reach it. */
  routes?: true
  /** Signs what it sends, with a key we may be given. */
  signs?: true
  /** Its form asks for the host, the port and the path of our address in fields of their own. */
  inParts?: true
}

/** Every make of camera, in the order people are offered them. */
const CAMERA_MAKES: readonly Make[] = [
  { id: 'plate-recognizer', name: 'Plate Recognizer', asks: [] },
  { id: 'openalpr', name: 'OpenALPR / Rekor Scout', asks: [] },
  { id: 'hikvision', name: 'Hikvision', asks: [], inParts: true },
  { id: 'axis', name: 'AXIS License Plate Verifier', asks: [] },
  { id: 'unifi', name: 'UniFi Protect', asks: [] },
  {
    id: 'frigate',
    name: 'Frigate',
    asks: ['url', 'username', 'password', 'topic', 'camera'],
    example: 'mqtt://192.168.1.10:1883',
  },
  { id: 'dahua', name: 'Dahua', asks: ['url', 'username', 'password'], example: 'http://192.168.1.64' },
  { id: 'json', name: 'JSON', asks: [] },
]

/** Every telephone system, in the order people are offered them. */
const PHONE_MAKES: readonly Make[] = [
  { id: 'ringover', name: 'Ringover', asks: [], signs: true },
  { id: 'aircall', name: 'Aircall', asks: [], signs: true },
  { id: '3cx', name: '3CX', asks: [], routes: true, example: 'https://pbx.example.com' },
  { id: 'asterisk', name: 'Asterisk', asks: ['url', 'username', 'password'], example: 'tcp://192.168.1.20:5038' },
  { id: 'twilio', name: 'Twilio', asks: [], signs: true },
  { id: 'json', name: 'JSON', asks: [] },
]

export type Door = 'gate' | 'phone'

export const makesOf = (door: Door): readonly Make[] => (door === 'gate' ? CAMERA_MAKES : PHONE_MAKES)

export const makeOf = (door: Door, kind: string): Make =>
  makesOf(door).find((make) => make.id === kind) ?? { id: kind, name: kind, asks: [] }
