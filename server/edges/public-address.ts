import { BlockList, isIP } from 'node:net'

/** Networks that nobody on the internet is on: this machine, the house’s own network, and where cloud machines keep their secrets (IANA special-purpose registries, RFC 6890). */
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** Where machines of the clouds hand out their secrets: link-local addresses, and those of Amazon (IPv6), Alibaba and Oracle beside them. */
const METADATA = new BlockList()
METADATA.addSubnet('169.254.0.0', 16, 'ipv4')
METADATA.addAddress('100.100.100.200', 'ipv4')
METADATA.addAddress('192.0.0.192', 'ipv4')
METADATA.addSubnet('fe80::', 10, 'ipv6')
METADATA.addAddress('fd00:ec2::254', 'ipv6')

/** The IPv4 address inside an IPv6 one (mapped ::ffff:a.b.c.d, NAT64 64:ff9b::, 6to4 2002::), which would otherwise be a way round. */
function inner(address: string): string | null {
  const groups = expand(address)
  if (!groups) return null
  const v4 = (a: number, b: number) => `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return v4(groups[6]!, groups[7]!)
  if (groups.slice(0, 6).every((group) => group === 0) && groups[6]! > 0) return v4(groups[6]!, groups[7]!)
  if (groups[0] === 0x64 && groups[1] === 0xff9b && groups[2] === 0) return v4(groups[6]!, groups[7]!)
  return groups[0] === 0x2002 ? v4(groups[1]!, groups[2]!) : null
}

/** The eight groups of an IPv6 address. */
function expand(address: string): number[] | null {
  const plain = address
    .replace(/%.*$/, '')
    .replace(
      /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
      (_, a, b, c, d) => `${((+a << 8) | +b).toString(16)}:${((+c << 8) | +d).toString(16)}`,
    )
  const [head = '', tail] = plain.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  const groups = [...left, ...middle, ...right].map((group) => Number.parseInt(group, 16))
  return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : null
}

/** Is this address on this list? One inside another is judged by itself. */
function on(list: BlockList, address: string): boolean {
  if (isIP(address) === 4) return list.check(address, 'ipv4')
  const v4 = inner(address)
  return v4 === null ? list.check(address.replace(/%.*$/, ''), 'ipv6') : list.check(v4, 'ipv4')
}

/** Is this an address on the internet, and not on this machine or its network? Anything that is no IP address is not. */
export const isPublic = (address: string): boolean => isIP(address) !== 0 && !on(PRIVATE, address)

/** Is this where a machine of a cloud hands out its secrets? Never called, whatever the network allows. Anything that is no IP address is not. */
export const isMetadata = (address: string): boolean => isIP(address) !== 0 && on(METADATA, address)
