export interface AddressParts {
  protocol: 'HTTP' | 'HTTPS'
  host: string
  port: string
  /** With its slash, the secret in it. */
  path: string
}

/** An address in the parts that some devices ask for one by one; the port is said even where the protocol implies it, for their field is never empty. */
export function addressParts(address: string): AddressParts {
  const { protocol, hostname, port, pathname, search } = new URL(address)
  const safe = protocol === 'https:'
  return {
    protocol: safe ? 'HTTPS' : 'HTTP',
    host: hostname.replace(/^\[|\]$/gu, ''),
    port: port || (safe ? '443' : '80'),
    path: pathname + search,
  }
}
