import { Button, Select, TextInput } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { IMPORT_KINDS } from '../../../contract/import-fields.ts'
import { type ImportRun, listImports, uploadImport } from '../../../contract/imports.ts'
import { sitesWhere } from '../../../contract/rights.ts'
import { call, ProblemError } from '../../api.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Import.module.css'

const MOST_BYTES = 1024 * 1024 * 1024

/** What is in the file, whose it is, and the file itself: dropped, or chosen. Nothing is written before the next screen. */
export function Upload() {
  const { t } = useWords()
  const me = useMe()
  const { site, sites } = useSite()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const where = sitesWhere(me.roles, 'imports.manage')
  const allowed = sites.filter((s) => where === 'all' || where.includes(s.id))
  const [kind, setKind] = useState<ImportRun['kind']>('customers')
  const [source, setSource] = useState('')
  const [siteId, setSite] = useState<string | null>(
    where === 'all' ? null : (allowed.find((s) => s.id === site?.id)?.id ?? allowed[0]?.id ?? null),
  )
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const needsSite = kind === 'appointments' && !siteId
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.set('kind', kind)
      body.set('source', source.trim() || 'csv')
      if (siteId) body.set('site', siteId)
      // Last: what stands before it is read by the server while the file is still on its way.
      body.set('file', file)
      return call(uploadImport, { body })
    },
    onSuccess: (run) => {
      void queries.invalidateQueries({ queryKey: [listImports.name] })
      void navigate({ to: '/import/$id', params: { id: run.id } })
    },
  })
  const take = (file: File | undefined) => {
    setWrong(null)
    if (!file) return
    if (needsSite) return setWrong(t('import.site-needed'))
    if (file.size > MOST_BYTES) return setWrong(t('import.too-large'))
    send.mutate(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!send.isPending) take(event.dataTransfer.files[0])
  }
  return (
    <section aria-label={t('import.file')} className={`surface ${classes.upload}`}>
      <Row cols={3}>
        <Select
          label={t('import.what')}
          value={kind}
          onChange={(value) => {
            setKind(value as ImportRun['kind'])
            if (value === 'appointments' && !siteId) setSite(site?.id ?? allowed[0]?.id ?? null)
          }}
          data={IMPORT_KINDS.map((value) => ({ value, label: t(`import.kind-${value}`) }))}
        />
        <Select
          label={t('import.where')}
          value={siteId ?? ''}
          onChange={(value) => setSite(value || null)}
          data={[
            ...(where === 'all' && kind !== 'appointments' ? [{ value: '', label: t('import.where-all') }] : []),
            ...allowed.map((s) => ({ value: s.id, label: s.name })),
          ]}
        />
        <TextInput
          label={t('import.source')}
          placeholder={t('import.source-example')}
          maxLength={60}
          value={source}
          onChange={(e) => setSource(e.currentTarget.value)}
        />
      </Row>
      <p className={classes.quiet}>{t('import.source-hint')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button inside, which does the same */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={34} aria-hidden className={classes.dropIcon} />
        <p>{t(send.isPending ? 'import.reading' : 'import.drop')}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,.jsonl,.ndjson,.json,text/csv,text/plain"
          hidden
          tabIndex={-1}
          onChange={(e) => {
            take(e.currentTarget.files?.[0])
            // The same file can be chosen again once it is mended.
            e.currentTarget.value = ''
          }}
        />
        <Button loading={send.isPending} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <p className={classes.quiet}>{t('import.formats')}</p>
      </div>
      {wrong && (
        <p role="alert" className={classes.wrong}>
          {wrong}
        </p>
      )}
      <Unreadable error={send.error} />
    </section>
  )
}

/** Why the file could not be read, in words where the reason is about the file. */
function Unreadable({ error }: { error: unknown }) {
  const { t, has } = useWords()
  const fault = error instanceof ProblemError ? error.problem.faults?.find((f) => f.path === 'file') : undefined
  if (!fault || !has(`import.file-${fault.because}`)) return <ErrorNote error={error} />
  return (
    <p role="alert" className={classes.wrong}>
      {t(`import.file-${fault.because}` as never)}
    </p>
  )
}
