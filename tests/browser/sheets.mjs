// What is on the sheets of a printed page: its letters and its strokes, read from the PDF.

import { getDocument, OPS, Util } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Prints the tab's page as the browser's dialog would, and returns its sheets. */
export async function print(tab, options = {}) {
  return readSheets(await tab.pdf({ preferCSSPageSize: true, format: "A4", printBackground: false, ...options }));
}

/** Returns the sheets of a PDF: size, runs of text and painted boxes, in points from the lower left corner. */
export async function readSheets(bytes) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const sheets = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [left, bottom, right, top] = page.view;
    const { items } = await page.getTextContent({ disableCombineTextItems: true });
    const runs = items.filter(({ str }) => str?.trim()).map(({ str, transform, width, height }) => ({
      text: str, left: transform[4], right: transform[4] + width,
      bottom: transform[5], top: transform[5] + (height || Math.abs(transform[3])),
    }));
    sheets.push({ width: right - left, height: top - bottom, runs, boxes: paintedBoxes(await page.getOperatorList()) });
  }
  await task.destroy();
  return sheets;
}

/** Returns the bounding boxes of all paths that are filled or stroked. */
function paintedBoxes({ fnArray, argsArray }) {
  const paints = new Set([OPS.fill, OPS.eoFill, OPS.stroke, OPS.fillStroke, OPS.eoFillStroke,
    OPS.closeStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
  const boxes = [];
  const saved = [];
  let matrix = [1, 0, 0, 1, 0, 0];
  let lineWidth = 1;
  fnArray.forEach((operator, index) => {
    const args = argsArray[index];
    if (operator === OPS.save) saved.push([matrix, lineWidth]);
    else if (operator === OPS.restore) [matrix, lineWidth] = saved.pop() ?? [matrix, lineWidth];
    else if (operator === OPS.transform) matrix = Util.transform(matrix, args);
    else if (operator === OPS.setLineWidth) [lineWidth] = args;
    else if (operator === OPS.constructPath && paints.has(args[0]) && args[2]) {
      const [left, bottom, right, top] = args[2];
      const pad = [OPS.stroke, OPS.closeStroke].includes(args[0]) ? lineWidth / 2 : 0;
      const corners = [[left - pad, bottom - pad], [right + pad, top + pad]].map(([x, y]) =>
        [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]]);
      boxes.push({
        left: Math.min(corners[0][0], corners[1][0]), right: Math.max(corners[0][0], corners[1][0]),
        bottom: Math.min(corners[0][1], corners[1][1]), top: Math.max(corners[0][1], corners[1][1]),
      });
    }
  });
  return boxes;
}
