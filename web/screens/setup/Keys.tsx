import { Anchor, Button, Modal, Select, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { createApiKey, listApiKeys, revokeApiKey } from '../../../contract/keys.ts'
import { readNetwork } from '../../../contract/network.ts'
import { ROLES, type Role } from '../../../contract/rights.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { CopyField } from '../../parts/CopyField.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from './OneWay.tsx'
import classes from './Setup.module.css'

const GIVEN = ROLES.filter((role) => role !== 'owner')

/** Keys for programs: each holds a role like a person does, shows its token once, and is revoked for good. */
export default function Keys() {
  const { t, word } = useWords()
  const may = useMay('network.manage', null)
  const keys = useAsk(listApiKeys, {}, { enabled: may })
  const network = useAsk(readNetwork, {})
  const revoke = useDo(revokeApiKey, { refresh: [listApiKeys], done: () => toast(t('setup.key-revoked')) })
  const [adding, { open, close }] = useDisclosure(false)
  const siteName = (id: string | null) =>
    id ? (network.data?.sites.find((s) => s.id === id)?.name ?? '') : t('setup.every-site')
  const back = <Back to="/setup">{t('setup.title')}</Back>
  if (!may)
    return (
      <Page title={t('setup.keys')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={open}>
      {t('setup.key-add')}
    </Button>
  )
  const list = keys.data?.keys
  return (
    <Page title={t('setup.keys')} lead={t('setup.keys-lead')} back={back} actions={list?.length ? add : null}>
      <ErrorNote error={keys.error} retry={keys.refetch} />
      {!list && !keys.error && <Loading rows={3} />}
      {list?.length === 0 && (
        <Empty icon={<IconKey size={40} stroke={1.4} />} title={t('setup.keys-none')} action={add}>
          {t('setup.keys-none-text')}
        </Empty>
      )}
      {list && list.length > 0 && (
        <People label={t('setup.keys')}>
          {list.map((key) => (
            <li key={key.id}>
              <div className={classes.row}>
                <div>
                  <strong style={{ fontWeight: 600 }}>{key.name}</strong>
                  <p className={classes.line}>
                    {word('role', key.role)}, {siteName(key.siteId)}
                  </p>
                  <p className={classes.line}>
                    {t('setup.key-created')} <Time at={key.createdAt} />
                    {' · '}
                    {key.lastUsedAt ? (
                      <>
                        {t('setup.key-used')} <Time at={key.lastUsedAt} />
                      </>
                    ) : (
                      t('setup.key-unused')
                    )}
                  </p>
                </div>
                <OneWay
                  label={t('setup.key-revoke')}
                  name={t('setup.key-revoke-of', { name: key.name })}
                  text={t('setup.key-revoke-text', { name: key.name })}
                  sure={t('setup.key-revoke-do')}
                  busy={revoke.isPending && revoke.variables?.params.id === key.id}
                  onSure={() => revoke.mutate({ params: { id: key.id } }, { onError: toastProblem })}
                />
              </div>
            </li>
          ))}
        </People>
      )}
      <p className={classes.quiet} style={{ marginTop: 18 }}>
        {t('setup.keys-docs')}{' '}
        <Anchor href="/api/docs" target="_blank" rel="noreferrer">
          {t('setup.keys-docs-link')}
        </Anchor>
      </p>
      {adding && <AddKey sites={network.data?.sites ?? []} close={close} />}
    </Page>
  )
}

function AddKey({ sites, close }: { sites: readonly { id: string; name: string }[]; close: () => void }) {
  const { t, word } = useWords()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('auditor')
  const [siteId, setSite] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const create = useDo(createApiKey, { refresh: [listApiKeys] })
  const closing = { 'aria-label': t('shell.close') }
  if (create.data)
    return (
      <Modal opened onClose={close} title={t('setup.key-made')} size="lg" closeButtonProps={closing}>
        <CopyField label={create.data.key.name} value={create.data.token} description={t('setup.key-once')} />
        <p className={classes.quiet} style={{ marginTop: 14 }}>
          {t('setup.key-how')}
        </p>
        <pre
          className={classes.code}
        >{`curl -H 'authorization: Bearer ${create.data.token.slice(0, 9)}…' \\\n  ${location.origin}/api/network`}</pre>
        <Button mt="lg" onClick={close}>
          {t('setup.key-kept')}
        </Button>
      </Modal>
    )
  return (
    <Modal opened onClose={close} title={t('setup.key-add')} closeButtonProps={closing}>
      <form
        noValidate
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (name.trim() && role !== 'owner') create.mutate({ body: { name, role, siteId } })
        }}
      >
        <TextInput
          data-autofocus
          label={t('setup.key-name')}
          description={t('setup.key-name-hint')}
          autoComplete="off"
          value={name}
          error={tried && !name.trim() ? t('start.needed') : null}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <Select
          label={t('setup.key-role')}
          description={t('setup.key-role-hint')}
          data={GIVEN.map((one) => ({ value: one, label: word('role', one) }))}
          value={role}
          onChange={(next) => next && setRole(next as Role)}
        />
        <Select
          label={t('setup.source-site')}
          clearable
          placeholder={t('setup.every-site')}
          data={sites.map((s) => ({ value: s.id, label: s.name }))}
          value={siteId}
          onChange={setSite}
        />
        <FormFooter submit={t('setup.key-do')} busy={create.isPending} error={create.error} onCancel={close} />
      </form>
    </Modal>
  )
}
