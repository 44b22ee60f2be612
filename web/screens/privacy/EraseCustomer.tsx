import { Alert, Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconHandStop, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { type Customer, listCustomers, readCustomer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { customerRights, DOORS, erasurePreview, listRequests, scheduleErasure } from '../../../contract/privacy.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { useFaults } from '../../parts/problem.ts'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { Copies } from './Copies.tsx'
import classes from './Privacy.module.css'
import { WhatGoes } from './WhatGoes.tsx'

type Preview = AnswerOf<typeof erasurePreview>

/** Erasing somebody: what goes, what stays and why, what must end first; then their name, typed. */
export function EraseCustomer({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const phone = useMediaQuery('(max-width: 48em)')
  const preview = useAsk(erasurePreview, { params: { id: customer.id } })
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      fullScreen={phone ?? false}
      title={t('privacy.erase-title', { name: customer.name })}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <ErrorNote error={preview.error} retry={preview.refetch} />
      {!preview.data && !preview.error && <Loading rows={5} />}
      {preview.data && <Decide preview={preview.data} customer={customer} close={close} />}
    </Modal>
  )
}

function Decide({ preview, customer, close }: { preview: Preview; customer: Customer; close: () => void }) {
  const { t, word } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [typed, type] = useState('')
  const [door, setDoor] = useState<(typeof DOORS)[number]>('counter')
  const erase = useDo(scheduleErasure, {
    refresh: [customerRights, readCustomer, listRequests, listCustomers],
    done: () => {
      toast(t('privacy.erase-scheduled-done', { days: preview.days }))
      close()
    },
  })
  const faults = useFaults()(erase.error)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        // The button was resting meanwhile and has lost the focus: who types goes on where it is to be mended.
        erase.mutate(
          { params: { id: customer.id }, body: { confirm: typed, door } },
          { onError: () => field.current?.focus() },
        )
      }}
    >
      <WhatGoes receipt={preview} />
      <Copies copies={preview.copies} text={t('privacy.copies-text')} />
      {preview.namedElsewhere.length > 0 && (
        <Alert color="ink" variant="light" icon={<IconInfoCircle aria-hidden />} title={t('privacy.elsewhere')}>
          {t('privacy.elsewhere-text')}
          <ul className={classes.people}>
            {preview.namedElsewhere.map(({ customerId, name }) => (
              <li key={customerId}>
                <Link to="/customers/$id" params={{ id: customerId }} target="_blank">
                  {name || t('customer.title')}
                </Link>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {preview.blockers.length > 0 ? (
        <Alert color="brick" variant="light" icon={<IconHandStop aria-hidden />} title={t('privacy.blocked')}>
          <ul style={{ margin: 0, paddingLeft: '1.1em' }}>
            {preview.blockers.map(({ because, n }) => (
              <li key={because}>{t(`privacy.blocker.${because}`, { n })}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <>
          <Select
            label={t('privacy.door')}
            data={DOORS.map((value) => ({ value, label: word('privacy.door', value) }))}
            value={door}
            allowDeselect={false}
            onChange={(value) => value && setDoor(value as (typeof DOORS)[number])}
          />
          <TextInput
            label={t('privacy.type-name', { name: preview.name })}
            description={t('privacy.erase-wait', { days: preview.days })}
            autoComplete="off"
            ref={field}
            value={typed}
            error={faults.confirm ?? null}
            onChange={(event) => type(event.currentTarget.value)}
          />
        </>
      )}
      <ErrorNote error={faults.confirm ? null : erase.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          {t('shell.cancel')}
        </Button>
        {preview.blockers.length === 0 && (
          <Button type="submit" color="brick" disabled={typed.trim() === ''} loading={erase.isPending}>
            {t('privacy.erase-do')}
          </Button>
        )}
      </Group>
    </form>
  )
}
