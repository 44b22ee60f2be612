import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { type ImportRun, previewImport, readImport, rereadImport } from '../../../contract/imports.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Import.module.css'

type Notice = AnswerOf<typeof previewImport>['notices'][number]

/** Of a key that means several people: some of the rows, and whose key it is. */
export function KeyExamples({ notice }: { notice: Notice }) {
  const { t, number } = useWords()
  return (
    <ul className={classes.examples}>
      {notice.examples.map(({ line, key, name, bearer, customerId }) => (
        <li key={line}>
          {t('import.key-example', { line: number(line), key, name })}{' '}
          {customerId ? (
            <Link to="/customers/$id" params={{ id: customerId }} className="name-link">
              {bearer}
            </Link>
          ) : (
            bearer
          )}
        </li>
      ))}
      {notice.n > notice.examples.length && (
        <li className="dim">{t('import.key-more', { n: number(notice.n - notice.examples.length) })}</li>
      )}
    </ul>
  )
}

/** Two systems that both count from one need two names: the file gets its own, and is looked at anew. */
export function OwnSource({ run }: { run: ImportRun }) {
  const { t } = useWords()
  const [source, setSource] = useState('')
  const reread = useDo(rereadImport, { refresh: [readImport, previewImport] })
  const name = source.trim()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (name && name !== run.source) reread.mutate({ params: { id: run.id }, body: { source: name } })
  }
  return (
    <form onSubmit={send} className={classes.ownSource}>
      <TextInput
        label={t('import.own-source')}
        description={t('import.own-source-now', { source: run.source })}
        placeholder={t('import.own-source-example', { source: run.source })}
        maxLength={60}
        value={source}
        onChange={(e) => setSource(e.currentTarget.value)}
      />
      <Button type="submit" variant="default" h={44} disabled={!name || name === run.source} loading={reread.isPending}>
        {t('import.own-source-do')}
      </Button>
      <ErrorNote error={reread.error} />
    </form>
  )
}
