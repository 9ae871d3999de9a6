import { Input } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { AppError } from '../../../shared/errors.ts'
import { type Licence, readLicenceFile } from '../../../shared/licenceFile.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'

/** 关于: what the program is, where the data lies, and whose work it stands on. */
export function About() {
  return (
    <>
      <Program />
      <Licences />
    </>
  )
}

function Program() {
  const ask = useCallback(() => call('about.view', {}), [])
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在读取…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const { appVersion, format, encrypted, folder, database, keyFile, attachments, backups } = loaded.value
  return (
    <section className="card">
      <dl className="fact-list">
        <Fact label="程序">
          时尚资金评审工作台 <b className="digits">{appVersion}</b>，全程不联网
        </Fact>
        <Fact label="数据格式">
          第 <b className="digits">{format}</b> 版{encrypted ? '，整库加密' : '，未加密'}
        </Fact>
        <Fact label="数据文件夹">{folder}</Fact>
        <Fact label="案卷库">{database}</Fact>
        {keyFile !== null && <Fact label="钥匙文件">{keyFile}（没有它，案卷库打不开）</Fact>}
        <Fact label="附件、备份">
          {attachments}、{backups}
        </Fact>
      </dl>
      <p className="quiet">拷走或搬家时，整个数据文件夹一起拷；程序关闭之后再拷。</p>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Licences() {
  const ask = useCallback(readOwn, [])
  const { loaded, reload } = useLoaded(ask)
  const [words, setWords] = useState('')
  if (loaded.state === 'working') return <Working words="正在读取第三方许可…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const { notes, packages } = loaded.value
  const found = packages.filter((each) => holds(each, words))
  return (
    <section className="card">
      <h2>第三方许可</h2>
      {notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      <div className="about-search">
        <Input
          aria-label="查找许可"
          allowClear
          placeholder="名称、许可或许可文字"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <span className="shown" aria-live="polite">
          {found.length} / {packages.length} 项
        </span>
      </div>
      {found.map((each) => (
        <Item key={each.name} of={each} />
      ))}
      {found.length === 0 && <p className="quiet">没有找到，请换一个词。</p>}
    </section>
  )
}

function Item({ of: { name, licence, text } }: { of: Licence }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="about-licence" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name} <span className="quiet">{licence}</span>
      </summary>
      {open && <pre lang="en">{text === '' ? '软件包里没有另附许可文字。' : text}</pre>}
    </details>
  )
}

function holds({ name, licence, text }: Licence, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  return wanted === '' || [name, licence, text].some((part) => part.toLowerCase().includes(wanted))
}

/** The list lies beside the page, inside the program. */
async function readOwn() {
  const answer = await fetch('licences.txt')
  if (!answer.ok) throw new AppError('NOT_FOUND', '程序里没有第三方许可的清单，请重新安装程序')
  return readLicenceFile(await answer.text())
}
