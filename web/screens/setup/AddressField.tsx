import { CopyField } from '../../parts/CopyField.tsx'
import { Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { addressParts } from './address-parts.ts'
import { type Door, makeOf } from './makes.ts'

interface Props {
  door: Door
  kind: string
  address: string
  label: string
}

/** The address to carry into a device, whole, or in the parts that its own form asks for one by one. */
export function AddressField({ door, kind, address, label }: Props) {
  const { t, word } = useWords()
  const where = word('paste', `${door}-${kind}`)
  if (!makeOf(door, kind).inParts) return <CopyField label={label} value={address} description={where} />
  const { protocol, host, port, path } = addressParts(address)
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <p className="dim" style={{ margin: 0 }}>
        {where}
      </p>
      <CopyField label={t('setup.part-host')} value={host} />
      <CopyField label={t('setup.part-path')} value={path} />
      <Row>
        <CopyField label={t('setup.part-port')} value={port} />
        <CopyField label={t('setup.part-protocol')} value={protocol} />
      </Row>
      <CopyField label={t('setup.part-whole')} value={address} />
    </div>
  )
}
