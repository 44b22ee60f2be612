import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconHandStop, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { search } from '../../../contract/customers.ts'
import type { Site } from '../../../contract/network.ts'
import { arrive, readDesk, readFloor } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Person } from '../../parts/Person.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Arrive.module.css'
import { useSaidHere } from './actions.ts'

/** Someone stands at the counter whom no camera saw: find them, one tap, and their card is on the floor. */
export function Arrive({ site }: { site: Site }) {
  const { t } = useWords()
  const saidHere = useSaidHere()
  const [opened, { open, close }] = useDisclosure(false)
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 60)
  const found = useAsk(search, { query: { q, limit: 6 } }, { enabled: opened && q.length > 0, keep: true })
  const here = useDo(arrive, { refresh: [readFloor, readDesk] })
  const may = useMay('visits.act', site.id)
  if (!may) return null
  const say = (customerId: string, name: string) =>
    here.mutate(
      { body: { siteId: site.id, customerId } },
      {
        onError: toastProblem,
        onSuccess: (visit) => {
          saidHere(visit, name)
          close()
          type('')
        },
      },
    )
  const hits = q ? (found.data?.hits ?? []) : []
  return (
    <>
      <Button variant="default" leftSection={<IconHandStop size={20} aria-hidden />} onClick={open}>
        {t('desk.arrive')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('desk.arrive')}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
      >
        <TextInput
          data-autofocus
          label={t('desk.arrive-lead')}
          placeholder={t('shell.find-hint')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={typed}
          onChange={(e) => type(e.currentTarget.value)}
        />
        <output className="sr-only">{q && found.data ? t('shell.find-count', { n: hits.length }) : ''}</output>
        <ul className={classes.hits}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <UnstyledButton className={classes.hit} disabled={here.isPending} onClick={() => say(hit.id, hit.name)}>
                <Person name={hit.name} line={[hit.vehicle, hit.plate, hit.city].filter(Boolean).join(' · ')} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {q && found.data && hits.length === 0 && !found.isPlaceholderData && (
          <p className="dim">{t('shell.find-none', { q })}</p>
        )}
      </Modal>
    </>
  )
}
