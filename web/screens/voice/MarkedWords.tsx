import { UnstyledButton } from '@mantine/core'
import { useId, useState } from 'react'
import type { Verbatim } from '../../../contract/feedback.ts'
import type { Mark } from '../../../contract/reading.ts'
import { useWords } from '../../words/words.tsx'
import { reasonsOf, segmentsOf, tellingMarks, wordsOf } from './marked-words.ts'
import { useFinding } from './says.ts'
import classes from './Voice.module.css'

type Said = Pick<Verbatim, 'text' | 'marks' | 'hidden' | 'language'>

/** From so many letters on, words are shown by their beginning: who lists a hundred answers looks for the next one. */
const LONG = 1200

/** Their words, with those the reader went by; what is covered says what it was. Of a novel, its beginning, until one asks for it all. */
export function MarkedWords({ said }: { said: Said }) {
  const { t } = useWords()
  const [whole, setWhole] = useState(false)
  const id = useId()
  if (said.text.length <= LONG) return <Words said={said} />
  return (
    <div>
      <div id={id} className={whole ? undefined : classes.beginning}>
        <Words said={said} />
      </div>
      <UnstyledButton
        className={classes.more}
        aria-expanded={whole}
        aria-controls={id}
        onClick={() => setWhole(!whole)}
      >
        {t(whole ? 'inbox.less-words' : 'inbox.all-words')}
      </UnstyledButton>
    </div>
  )
}

function Words({ said }: { said: Said }) {
  const { t } = useWords()
  const finding = useFinding()
  const meant = (marks: readonly Mark[]) => [...new Set(marks.map((mark) => finding(mark.for, Math.sign(mark.weight))))]
  return (
    <p className={classes.words} {...(said.language === 'fr' || said.language === 'en' ? { lang: said.language } : {})}>
      {segmentsOf(said.text, reasonsOf(tellingMarks(said.text, said.marks)), said.hidden).map((piece) => {
        if (piece.hidden)
          return (
            <span key={piece.from} className={classes.covered}>
              {t(`inbox.hidden-${piece.hidden}`)}
            </span>
          )
        if (!piece.meaning) return <span key={piece.from}>{piece.text}</span>
        return (
          <mark key={piece.from} data-says={piece.meaning} title={meant(piece.marks).join(', ')}>
            {piece.text}
          </mark>
        )
      })}
    </p>
  )
}

/** The same in words: by which words each finding was read. */
export function ByWhichWords({ said }: { said: Said }) {
  const { t } = useWords()
  const finding = useFinding()
  const found = wordsOf(said.text, reasonsOf(tellingMarks(said.text, said.marks)))
  if (found.length === 0) return <p className="dim">{t('inbox.no-words')}</p>
  return (
    <dl className={classes.why}>
      {found.map(({ for: name, sign, words }) => (
        <div key={`${name} ${sign}`}>
          <dt>{finding(name, sign)}</dt>
          <dd>{words.map((word) => t('inbox.quoted', { word })).join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}

const LEGEND = ['good', 'bad', 'alert', 'praised', 'theme', 'kind'] as const

/** What the lines under the words mean. */
export function Legend() {
  const { t } = useWords()
  return (
    <ul className={classes.legend} aria-label={t('inbox.legend')}>
      {LEGEND.map((meaning) => (
        <li key={meaning}>
          <mark data-says={meaning}>{t(`inbox.legend-${meaning}`)}</mark>
        </li>
      ))}
      <li>
        <span className={classes.covered}>{t('inbox.legend-covered')}</span>
      </li>
    </ul>
  )
}
