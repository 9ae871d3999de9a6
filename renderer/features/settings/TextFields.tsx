import { Button, Input, Radio, Select } from 'antd'
import type { NoticeParagraph, ParagraphStyle } from '../../../shared/report/noticeTemplate.ts'
import { PieceList } from './PieceList.tsx'
import { type Line, moved, newBlank, newId, type TextForm } from './textForm.ts'
import { WordsField, type WordsTarget } from './WordsField.tsx'

const STYLES: readonly { value: ParagraphStyle; label: string }[] = [
  { value: 'text', label: '正文' },
  { value: 'heading', label: '一级标题' },
  { value: 'subheading', label: '二级标题' },
]

interface Props {
  form: TextForm
  change(part: Partial<TextForm>): void
  focus(target: WordsTarget): void
}

/** Title, 称谓, paragraphs, seal and the bureau's own blanks: what every paper has. */
export function TextFields({ form, change, focus }: Props) {
  const { title, salutation, body, sealed } = form
  return (
    <div className="form-grid">
      <span>标题（分段处换行）</span>
      <PieceList label="标题" pieces={title} focus={focus} onChange={(pieces) => change({ title: pieces })} />
      <span>称谓</span>
      <WordsField label="称谓" value={salutation} focus={focus} onChange={(words) => change({ salutation: words })} />
      <span>正文</span>
      <Paragraphs body={body} onChange={(next) => change({ body: next })} focus={focus} />
      <span>印章</span>
      <Radio.Group
        aria-label="印章"
        value={sealed}
        options={[
          { value: true, label: '加盖印章' },
          { value: false, label: '不加盖' },
        ]}
        onChange={(event) => change({ sealed: event.target.value === true })}
      />
      <span>自设内容</span>
      <Blanks form={form} change={change} />
    </div>
  )
}

interface ParagraphsProps {
  body: readonly Line<NoticeParagraph>[]
  onChange(body: Line<NoticeParagraph>[]): void
  focus(target: WordsTarget): void
}

function Paragraphs({ body, onChange, focus }: ParagraphsProps) {
  const put = (id: string, part: Partial<NoticeParagraph>) =>
    onChange(body.map((each) => (each.id === id ? { ...each, ...part } : each)))
  return (
    <div className="text-lines">
      {body.map(({ id, style, text }, at) => (
        <div key={id} className="text-paragraph">
          <div className="text-line">
            <Select<ParagraphStyle>
              size="small"
              aria-label={`正文第${at + 1}段的格式`}
              value={style}
              options={[...STYLES]}
              onChange={(value) => put(id, { style: value })}
            />
            <span className="quiet small">第 {at + 1} 段</span>
            <span className="space" />
            <Button
              size="small"
              aria-label={`正文第${at + 1}段上移`}
              disabled={at === 0}
              onClick={() => onChange(moved(body, at, -1))}
            >
              上移
            </Button>
            <Button
              size="small"
              aria-label={`正文第${at + 1}段下移`}
              disabled={at === body.length - 1}
              onClick={() => onChange(moved(body, at, 1))}
            >
              下移
            </Button>
            <Button
              size="small"
              aria-label={`正文第${at + 1}段下加一段`}
              onClick={() =>
                onChange([...body.slice(0, at + 1), { id: newId(), style: 'text', text: '' }, ...body.slice(at + 1)])
              }
            >
              下加一段
            </Button>
            <Button
              size="small"
              aria-label={`去掉正文第${at + 1}段`}
              disabled={body.length === 1}
              onClick={() => onChange(body.filter((each) => each.id !== id))}
            >
              去掉
            </Button>
          </div>
          <WordsField
            long
            label={`正文第${at + 1}段`}
            value={text}
            focus={focus}
            onChange={(words) => put(id, { text: words.replace(/\n/g, '') })}
          />
        </div>
      ))}
    </div>
  )
}

/** What the bureau fills in once; a text takes it in by its field. */
function Blanks({ form: { blanks }, change }: Pick<Props, 'form' | 'change'>) {
  const put = (id: string, part: { label?: string; value?: string }) =>
    change({ blanks: blanks.map((each) => (each.id === id ? { ...each, ...part } : each)) })
  return (
    <div className="text-lines">
      {blanks.map(({ id, tag, label, value }, at) => (
        <div key={id} className="text-line">
          <span className="blank-tag">{`{${tag}}`}</span>
          <Input
            aria-label={`自设内容第${at + 1}项名称`}
            placeholder="名称"
            maxLength={60}
            value={label}
            onChange={(event) => put(id, { label: event.target.value })}
          />
          <Input
            aria-label={`自设内容第${at + 1}项内容`}
            placeholder="空着时印出〔待填写〕"
            maxLength={500}
            value={value}
            onChange={(event) => put(id, { value: event.target.value })}
          />
          <Button
            size="small"
            aria-label={`去掉自设内容第${at + 1}项`}
            onClick={() => change({ blanks: blanks.filter((each) => each.id !== id) })}
          >
            去掉
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => change({ blanks: [...blanks, newBlank(blanks)] })}>
        加一项自设内容
      </Button>
    </div>
  )
}
