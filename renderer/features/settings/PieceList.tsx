import { Button } from 'antd'
import { newId, type Piece } from './textForm.ts'
import { WordsField, type WordsTarget } from './WordsField.tsx'

interface Props {
  label: string
  pieces: readonly Piece[]
  onChange(pieces: Piece[]): void
  focus(target: WordsTarget): void
}

/** A title in its pieces; lines break only between them. */
export function PieceList({ label, pieces, onChange, focus }: Props) {
  return (
    <div className="text-lines">
      {pieces.map((piece, at) => (
        <div key={piece.id} className="text-line">
          <WordsField
            label={`${label}第${at + 1}段`}
            value={piece.words}
            focus={focus}
            onChange={(words) => onChange(pieces.map((each) => (each.id === piece.id ? { ...each, words } : each)))}
          />
          <Button
            size="small"
            disabled={pieces.length === 1}
            aria-label={`去掉${label}第${at + 1}段`}
            onClick={() => onChange(pieces.filter(({ id }) => id !== piece.id))}
          >
            去掉
          </Button>
        </div>
      ))}
      <Button
        size="small"
        aria-label={`${label}加一段`}
        onClick={() => onChange([...pieces, { id: newId(), words: '' }])}
      >
        加一段
      </Button>
    </div>
  )
}
