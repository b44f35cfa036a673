"""Makes the files that tests of reading want, small ones and hostile ones: make_files.py FOLDER"""
import sys
import zipfile
import zlib
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])
MAIN = 'http://schemas.openxmlformats.org/'
DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'


def docx(name, paragraphs, before=''):
    """A Word document; a file of its own may be enormous, so it is written piece by piece."""
    with zipfile.ZipFile(folder / name, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', f'<?xml version="1.0"?><Types xmlns="{MAIN}package/2006/content-types">'
                         f'<Default Extension="xml" ContentType="application/xml"/>'
                         f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>')
        with archive.open('word/document.xml', 'w', force_zip64=True) as part:
            part.write(f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{MAIN}wordprocessingml/2006/main">'
                       '<w:body>'.encode())
            for text in paragraphs:
                part.write(f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>'.encode())
            part.write(b'</w:body></w:document>')


def pdf(name, content, more='', trailer=''):
    """A page with this content stream, deflated."""
    packed = zlib.compress(content, 9)
    objects = [b'<< /Type /Catalog /Pages 2 0 R >>', b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
               b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R '
               b'/Resources << /Font << /F 5 0 R >> >> >>',
               b'<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream' % (len(packed), packed),
               b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']
    if more:
        objects.append(more.encode())
    out, places = bytearray(b'%PDF-1.4\n'), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    for place in places:
        out += b'%010d 00000 n \n' % place
    out += f'trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n'.encode()
    (folder / name).write_bytes(out)


def xlsx(name, rows, title):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(folder / name)


def deflated_bomb(name, member, head, piece, times):
    with zipfile.ZipFile(folder / name, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        with archive.open(member, 'w', force_zip64=True) as part:
            part.write(head)
            for _ in range(times):
                part.write(piece)


docx('small.docx', ['Kadıköy şubesi ısrarlı şikâyet', 'İkinci paragraf</w:t><w:tab/><w:delText>silinmiş</w:delText><w:t>sonu'])
docx('laughs.docx', ['&lol;'], '<!DOCTYPE w:document [<!ENTITY lol "lol">]>')
xlsx('small.xlsx', [['numara', 'konu'], ['CMP-0001', 'IŞIK yanmıyor']], 'Şikâyetler')
pdf('small.pdf', b'BT /F 12 Tf 40 800 Td (Acknowledgement letter) Tj ET')
pdf('scan.pdf', b'0 0 100 100 re f')
pdf('locked.pdf', b'BT /F 12 Tf 40 800 Td (secret) Tj ET',
    '<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>' % ('41' * 32, '42' * 32),
    '/Encrypt 6 0 R /ID [<%s> <%s>]' % ('43' * 16, '43' * 16))
(folder / 'broken.pdf').write_bytes((folder / 'small.pdf').read_bytes()[:60] + b'\0' * 200)
(folder / 'broken.docx').write_bytes((folder / 'small.docx').read_bytes()[:200])
(folder / 'broken.xlsx').write_bytes((folder / 'small.xlsx').read_bytes()[:2000])
docx('long.docx', ('satır %d ' % i + 'uzun metin ' * 10 for i in range(20000)))
# 400 MB of drawing in 400 kB; 1 GB of Word and of sheet in 1 MB each.
pdf('bomb.pdf', b'BT /F 12 Tf ' + b'1 0 0 1 40 800 Tm (bomb) Tj ' * 14_000_000 + b'ET')
deflated_bomb('bomb.docx', 'word/document.xml', f'<w:document xmlns:w="{MAIN}wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'.encode(), b'bomb ' * 200_000, 1000)
deflated_bomb('bomb.xlsx', 'xl/workbook.xml', b'<workbook><sheets>', b'<sheet name="bomb"/>' * 50_000, 1000)
