import { Button, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import {
  CONTRACT_KINDS,
  type ContractKind,
  type ContractSeen,
  customerConsents,
  endContract,
  writeContract,
} from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import { useDo } from '../../ask.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import rows from '../customer/Customer.module.css'
import { plateNow, today } from '../customer/vehicle-values.ts'
import { OneWay } from '../setup/OneWay.tsx'
import { Explained } from './Answer.tsx'
import classes from './Consent.module.css'
import type { Consents } from './consents.ts'

interface ContractsProps {
  customer: Customer
  may: boolean
  consents: Consents
}

const nameOf = (asset: Customer['assets'][number]): string =>
  [`${asset.make} ${asset.model}`.trim(), plateNow(asset)?.display].filter(Boolean).join(' · ')

/** What we may call about without another consent: contracts in progress, each with the answer for its own object. */
export function Contracts({ customer, may, consents }: ContractsProps) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  return (
    <div className={rows.lines}>
      <p className={rows.quiet}>{t('consent.contracts-hint')}</p>
      {consents.contracts.length > 0 && (
        <ul className={`surface ${rows.rows}`}>
          {consents.contracts.map((contract) => (
            <ContractRow
              key={contract.id ?? contract.orderId ?? contract.since}
              contract={contract}
              customer={customer}
              consents={consents}
              may={may}
            />
          ))}
        </ul>
      )}
      {adding ? (
        <div className={`surface ${rows.block}`}>
          <ContractForm customer={customer} close={() => setAdding(false)} />
        </div>
      ) : (
        may && (
          <Button
            variant="default"
            size="sm"
            h={44}
            style={{ justifySelf: 'start' }}
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('consent.contract-add')}
          </Button>
        )
      )}
    </div>
  )
}

function ContractRow({ contract, customer, consents, may }: ContractsProps & { contract: ContractSeen }) {
  const { t, locale } = useWords()
  const end = useDo(endContract, { refresh: [customerConsents], done: () => toast(t('consent.contract-ended')) })
  const asset = customer.assets.find((each) => each.id === contract.assetId)
  const name = contract.object || t(`kind.${contract.kind}`)
  const since = dayText(contract.since, locale)
  return (
    <li>
      <Explained
        head={<span className={rows.rowTitle}>{name}</span>}
        whyOf={name}
        verdict={contract.call}
        rules={consents.rules}
      >
        {may && contract.id && (
          <div className={classes.acts}>
            <OneWay
              label={t('consent.contract-end')}
              name={t('consent.contract-end-of', { object: name })}
              text={t('consent.contract-end-text')}
              sure={t('consent.contract-end')}
              busy={end.isPending}
              onSure={() => end.mutate({ params: { id: contract.id ?? '' }, body: {} }, { onError: toastProblem })}
            />
          </div>
        )}
      </Explained>
      <p className={classes.small} style={{ margin: 0 }}>
        {[
          contract.object && t(`kind.${contract.kind}`),
          asset && nameOf(asset),
          contract.until
            ? t('consent.contract-span', { since, until: dayText(contract.until, locale) })
            : t('consent.contract-from', { since }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}

function ContractForm({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<ContractKind>('service-plan')
  const [object, setObject] = useState('')
  const [since, setSince] = useState(today())
  const [until, setUntil] = useState('')
  const [assetId, setAsset] = useState<string | null>(customer.assets[0]?.id ?? null)
  const [tried, setTried] = useState(false)
  const save = useDo(writeContract, {
    refresh: [customerConsents],
    done: () => {
      toast(t('consent.contract-added'))
      close()
    },
  })
  return (
    <form
      noValidate
      aria-label={t('consent.contract-add')}
      className={rows.lines}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (object.trim() && since)
          save.mutate({ params: { id: customer.id }, body: { kind, object, since, until: until || null, assetId } })
      }}
    >
      <Row>
        <Select
          data-autofocus
          label={t('consent.contract-kind')}
          allowDeselect={false}
          data={CONTRACT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(next) => next && setKind(next as ContractKind)}
        />
        <TextInput
          label={t('consent.contract-object')}
          maxLength={200}
          value={object}
          error={tried && !object.trim() ? t('start.needed') : null}
          onChange={(e) => setObject(e.currentTarget.value)}
        />
      </Row>
      <Row>
        <TextInput
          type="date"
          label={t('consent.contract-since')}
          value={since}
          error={tried && !since ? t('start.needed') : null}
          onChange={(e) => setSince(e.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('consent.contract-until')}
          min={since}
          value={until}
          onChange={(e) => setUntil(e.currentTarget.value)}
        />
      </Row>
      <Select
        clearable
        label={t('consent.contract-asset')}
        description={assetId ? undefined : t('consent.contract-none-asset')}
        placeholder={t('shell.none')}
        data={customer.assets.map((asset) => ({ value: asset.id, label: nameOf(asset) }))}
        value={assetId}
        onChange={setAsset}
      />
      <FormFooter busy={save.isPending} error={save.error} onCancel={close} />
    </form>
  )
}
