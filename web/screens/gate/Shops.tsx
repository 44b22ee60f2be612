import { Button, Group, Modal, TextInput } from '@mantine/core'
import { IconBuildingStore, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { createHook, type Hook, listHooks, rotateHook, testHook, updateHook } from '../../../contract/gate-hooks.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { CopyField } from '../../parts/CopyField.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { exactText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import setup from '../setup/Setup.module.css'
import { Deliveries } from './Deliveries.tsx'
import classes from './Gate.module.css'

/** Who is told when something leaves the shelf or returns, and what did not arrive. */
export default function Shops() {
  const { t } = useWords()
  const may = useMay('gate.manage', null)
  const asked = useAsk(listHooks, {}, { enabled: may, every: 15_000 })
  const [adding, setAdding] = useState(false)
  const back = <Back to="/voice/gate">{t('gate.back')}</Back>
  if (!may)
    return (
      <Page title={t('gate.hooks-title')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const { hooks, dead = [] } = asked.data ?? {}
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
      {t('gate.hook-add')}
    </Button>
  )
  return (
    <Page title={t('gate.hooks-title')} lead={t('gate.hooks-text')} back={back} actions={hooks?.length ? add : null}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!hooks && !asked.error && <Loading rows={2} />}
      {dead.length > 0 && (
        <Section title={t('gate.hook-dead')}>
          <Deliveries deliveries={dead} none="" />
        </Section>
      )}
      {hooks?.length === 0 && (
        <Empty icon={<IconBuildingStore size={40} stroke={1.4} />} title={t('gate.hook-none')} action={add}>
          {t('gate.hook-none-text')}
        </Empty>
      )}
      {hooks && hooks.length > 0 && (
        <People label={t('gate.hooks-title')}>
          {hooks.map((hook) => (
            <li key={hook.id}>
              <Line hook={hook} />
            </li>
          ))}
        </People>
      )}
      {adding && <AddShop close={() => setAdding(false)} />}
    </Page>
  )
}

function Line({ hook }: { hook: Hook }) {
  const { t, because, locale } = useWords()
  const update = useDo(updateHook, { refresh: [listHooks] })
  const test = useDo(testHook, { refresh: [listHooks] })
  const rotate = useDo(rotateHook, { refresh: [listHooks] })
  const { id, name, active } = hook
  const params = { id }
  const change = (body: { active: boolean } | { removed: boolean }, said: string, back: typeof body) =>
    update.mutate(
      { params, body },
      { onError: toastProblem, onSuccess: () => undoable(said, () => update.mutateAsync({ params, body: back })) },
    )
  return (
    <div className={setup.row}>
      <div>
        <strong style={{ fontWeight: 600 }}>{name}</strong>{' '}
        <Tone tone={!active ? 'calm' : hook.dead > 0 ? 'bad' : 'good'}>
          {t(active ? 'gate.hook-active' : 'gate.hook-paused')}
        </Tone>
        <p className={setup.line} style={{ overflowWrap: 'anywhere' }}>
          {hook.url}
        </p>
        <p className={setup.line}>
          {hook.lastDelivered ? (
            <>
              {t('gate.hook-last')} <Time at={hook.lastDelivered} />
            </>
          ) : (
            t('gate.hook-never')
          )}
          {` · ${t('gate.hook-waiting', { n: hook.waiting })}`}
        </p>
        {hook.paused && <p className={setup.line}>{because(hook.paused)}</p>}
        {hook.rotatingUntil && (
          <p className={setup.line}>
            {t('gate.hook-rotating', { until: exactText(new Date(hook.rotatingUntil), locale) })}
          </p>
        )}
      </div>
      <Group gap="xs">
        <Button
          variant="light"
          loading={test.isPending}
          aria-label={t('gate.hook-test-of', { name })}
          onClick={() =>
            test.mutate(
              { params },
              {
                onError: toastProblem,
                onSuccess: (told) =>
                  toast(
                    told.state === 'delivered'
                      ? t('gate.hook-tested', { name })
                      : t('gate.hook-test-failed', { name, why: told.problem ? because(told.problem) : '' }),
                  ),
              },
            )
          }
        >
          {t('gate.hook-test')}
        </Button>
        <OneWay
          label={t('gate.hook-rotate')}
          name={t('gate.hook-rotate-of', { name })}
          text={t('gate.hook-rotate-text')}
          sure={t('gate.hook-rotate-do')}
          busy={rotate.isPending}
          onSure={() => rotate.mutate({ params }, { onError: toastProblem })}
        />
        <Button
          variant="default"
          onClick={() =>
            change({ active: !active }, `${name} : ${t(active ? 'gate.hook-paused' : 'gate.hook-active')}`, { active })
          }
        >
          {t(active ? 'gate.hook-pause' : 'gate.hook-resume')}
        </Button>
        <Button
          variant="default"
          aria-label={t('gate.hook-remove-of', { name })}
          onClick={() => change({ removed: true }, t('gate.hook-removed', { name }), { removed: false })}
        >
          {t('gate.hook-remove')}
        </Button>
      </Group>
      {rotate.data && <Secret name={name} secret={rotate.data.secret} close={() => rotate.reset()} />}
    </div>
  )
}

function Secret({ name, secret, close }: { name: string; secret: string; close: () => void }) {
  const { t } = useWords()
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('gate.hook-made')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <CopyField label={name} value={secret} description={t('gate.hook-once')} />
      <Button mt="lg" onClick={close}>
        {t('gate.hook-kept')}
      </Button>
    </Modal>
  )
}

function AddShop({ close }: { close: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [url, setUrl] = useState('https://')
  const create = useDo(createHook, { refresh: [listHooks] })
  if (create.data) return <Secret name={create.data.hook.name} secret={create.data.secret} close={close} />
  return (
    <Modal opened onClose={close} title={t('gate.hook-add')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          create.mutate({ body: { name, url: url.trim() } })
        }}
      >
        <TextInput
          data-autofocus
          label={t('gate.hook-name')}
          autoComplete="off"
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <TextInput
          label={t('gate.hook-url')}
          description={t('gate.hook-url-hint')}
          inputMode="url"
          autoComplete="off"
          value={url}
          onChange={(e) => setUrl(e.currentTarget.value)}
        />
        <FormFooter busy={create.isPending} error={create.error} onCancel={close} />
      </form>
    </Modal>
  )
}
