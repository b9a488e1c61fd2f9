import { type ReactNode, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { announce, IconButton, ToggleButton } from '../../ui/index.ts';
import { useHost } from '../host.ts';
import { DataTable } from './data-table.tsx';
import { type Draw, Drawing } from './drawing.tsx';
import { toBase64, toPng } from './image.ts';
import { type Table, toCsv } from './table.ts';

interface Props {
  /** What it shows; the title of its picture. */
  readonly name: string;
  /** The numbers that it is drawn from. */
  readonly table: Table;
  readonly draw: Draw;
  /** In the drawing's place where words and links say it better; the picture is drawn all the same. */
  readonly children?: ReactNode;
  /** Beside the tools: what can be chosen. */
  readonly choices?: ReactNode;
}

/** A chart with a table of the same numbers, to be copied as a picture or as data. */
export function Chart({ name, table, draw, children, choices }: Props) {
  const send = useHost();
  const [isTable, setTable] = useState(false);
  const picture = async (use: (png: Blob) => Promise<void>) => {
    try {
      await use(await toPng(draw, name));
    } catch (error) {
      announce(`The picture could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const save = async (png: Blob) => send({ type: 'save-image', name, png: await toBase64(png) });
  const copy = async (png: Blob) => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      announce('The picture is on the clipboard.');
    } catch {
      // VS Code in some browsers keeps the clipboard from its panels.
      await save(png);
    }
  };
  const copyData = () => {
    send({ type: 'copy', text: toCsv(table) });
    announce('The numbers are on the clipboard.');
  };
  return (
    <figure className="chart" aria-label={name}>
      <div className="chart-head">
        <div className="chart-choices">{choices}</div>
        <Toolbar className="chart-tools" aria-label={`${name}: view and copy`}>
          <ToggleButton icon="table" label="Show as table" isSelected={isTable} onChange={setTable} />
          <IconButton icon="device-camera" label="Copy as image" onPress={() => picture(copy)} />
          <IconButton icon="save" label="Save as image…" onPress={() => picture(save)} />
          <IconButton icon="copy" label="Copy data (CSV)" onPress={copyData} />
        </Toolbar>
      </div>
      {isTable ? <DataTable name={name} table={table} /> : (children ?? <Drawing draw={draw} />)}
    </figure>
  );
}
