import { Button, Modal, Select, Switch, TextInput } from '@mantine/core'
import { IconDeviceTablet, IconPlus, IconPrinter, IconQrcode } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { createDoor, type Door, listSurveys, readSurvey, type Survey, setDoor } from '../../../contract/asking.ts'
import { SERVICES } from '../../../contract/network.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Surveys.module.css'

/** Where anyone may answer: the QR on the counter, the tablet in the lounge. */
export function Doors({ survey, doors }: { survey: Survey; doors: readonly Door[] }) {
  const { t } = useWords()
  const [adding, add] = useState(false)
  return (
    <Section
      title={t('asking.doors')}
      actions={
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => add(true)}>
          {t('asking.add-door')}
        </Button>
      }
    >
      {doors.length === 0 ? (
        <Empty quiet title={t('asking.no-doors')}>
          {t('asking.no-doors-text')}
        </Empty>
      ) : (
        <ul className={`${classes.rows} surface`}>
          {doors.map((door) => (
            <li key={door.id} className={classes.row}>
              <Line survey={survey} door={door} />
            </li>
          ))}
        </ul>
      )}
      {adding && <NewDoor survey={survey} close={() => add(false)} />}
    </Section>
  )
}

function Line({ survey, door }: { survey: Survey; door: Door }) {
  const { t, number } = useWords()
  const queries = useQueryClient()
  const set = useDo(setDoor, { refresh: [readSurvey, listSurveys] })
  const open = door.revokedAt === null
  const turn = (next: boolean) =>
    set.mutate(
      { params: { id: door.id }, body: { open: next } },
      {
        onError: toastProblem,
        onSuccess: () =>
          void undoable(
            t(next ? 'asking.door-opened' : 'asking.door-shut', { name: door.name }),
            async () => {
              await call(setDoor, { params: { id: door.id }, body: { open: !next } })
              await queries.invalidateQueries({ queryKey: [readSurvey.name] })
            },
            door.id,
          ),
      },
    )
  const Icon = door.kind === 'qr' ? IconQrcode : IconDeviceTablet
  return (
    <>
      <div>
        <p className={classes.name}>
          <Icon size={20} aria-hidden /> {door.name}, {door.site}
          {!open && <Tone tone="calm">{t('asking.shut')}</Tone>}
        </p>
        <p className={`${classes.quiet} figures`}>
          {[
            t(door.kind === 'qr' ? 'asking.qr' : 'asking.tablet'),
            t('asking.n-answers', { n: door.answers, said: number(door.answers) }),
            door.leftOut > 0 && t('asking.n-left-out', { n: door.leftOut, said: number(door.leftOut) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {door.lastAt && (
            <>
              {' · '}
              {t('asking.last')} <Time at={door.lastAt} />
            </>
          )}
        </p>
        <CopyField named label={t('asking.address-of', { name: `${door.name}, ${door.site}` })} value={door.address} />
      </div>
      <div className={classes.bar}>
        {door.kind === 'qr' && (
          <Button
            component={Link}
            {...({ to: '/voice/surveys/$id/print/$door', params: { id: survey.id, door: door.id } } as object)}
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            aria-label={t('asking.print-named', { name: `${door.name}, ${door.site}` })}
          >
            {t('asking.print')}
          </Button>
        )}
        <Switch
          size="md"
          checked={open}
          disabled={set.isPending}
          label={t('asking.takes-answers')}
          aria-label={t('asking.takes-answers-at', { name: `${door.name}, ${door.site}` })}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
      </div>
    </>
  )
}

function NewDoor({ survey, close }: { survey: Survey; close: () => void }) {
  const { t, word } = useWords()
  const { sites } = useMe()
  const [kind, choose] = useState<'qr' | 'tablet'>('qr')
  const [siteId, stand] = useState(sites[0]?.id ?? '')
  const [service, serve] = useState<string | null>(null)
  const [name, call_] = useState('')
  const create = useDo(createDoor, {
    refresh: [readSurvey, listSurveys],
    done: () => {
      toast(t('asking.door-made'))
      close()
    },
  })
  return (
    <Modal opened onClose={close} title={t('asking.add-door')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <form
        noValidate
        className={classes.noting}
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({
            params: { id: survey.id },
            body: { siteId, kind, service, name: name.trim() || t(`asking.${kind}`) },
          })
        }}
      >
        <Select
          data-autofocus
          label={t('asking.f-door-kind')}
          description={t(kind === 'qr' ? 'asking.qr-hint' : 'asking.tablet-hint')}
          allowDeselect={false}
          data={(['qr', 'tablet'] as const).map((value) => ({ value, label: t(`asking.${value}`) }))}
          value={kind}
          onChange={(next) => next && choose(next as 'qr' | 'tablet')}
        />
        <Row>
          <Select
            label={t('asking.f-site')}
            allowDeselect={false}
            data={sites.map(({ id, name }) => ({ value: id, label: name }))}
            value={siteId}
            onChange={(next) => next && stand(next)}
          />
          <Select
            label={t('asking.f-service')}
            clearable
            clearButtonProps={{ 'aria-label': t('asking.f-service-none') }}
            placeholder={t('asking.f-service-none')}
            data={SERVICES.map((value) => ({ value, label: word('service', value) }))}
            value={service}
            onChange={serve}
          />
        </Row>
        <TextInput
          label={t('asking.f-door-name')}
          placeholder={t('asking.f-door-name-hint')}
          maxLength={80}
          value={name}
          onChange={(event) => call_(event.currentTarget.value)}
        />
        <FormFooter submit={t('asking.make-door')} busy={create.isPending} error={create.error} onCancel={close} />
      </form>
    </Modal>
  )
}
