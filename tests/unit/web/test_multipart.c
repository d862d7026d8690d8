#include "web/multipart.h"

#include "tap.h"

/* What came out, as one text: "[name]bytes;" and "[name|file]bytes;". */
struct heard {
	struct buffer b;
};

static enum fault hear_begin(void *what, const struct multipart_part *part)
{
	struct heard *heard = what;

	buffer_format(&heard->b, "[%.*s", TEXT_ARG(part->name));
	if (text_known(part->filename))
		buffer_format(&heard->b, "|%.*s", TEXT_ARG(part->filename));
	buffer_add_byte(&heard->b, ']');
	return FAULT_NONE;
}

static enum fault hear_bytes(void *what, struct text bytes)
{
	struct heard *heard = what;

	buffer_add(&heard->b, bytes);
	return FAULT_NONE;
}

static enum fault hear_end(void *what)
{
	struct heard *heard = what;

	buffer_add_byte(&heard->b, ';');
	return FAULT_NONE;
}

/* Fed in two pieces, cut at that byte. */
static enum fault read_cut(struct arena *arena, struct text body, size_t cut, struct text *ret)
{
	struct heard heard = { buffer_in(arena, 1 << 20) };
	struct multipart *m = multipart_begin(arena, TEXT("BoUnd"),
		&(struct multipart_sink){ &heard, hear_begin, hear_bytes, hear_end });
	struct refusal why = REFUSAL_INIT;
	enum fault fault = multipart_feed(m, text_from_to(body, 0, cut), &why);

	if (fault == FAULT_NONE)
		fault = multipart_feed(m, text_after(body, cut), &why);
	if (fault == FAULT_NONE)
		fault = multipart_end(m, &why);
	*ret = buffer_text(&heard.b);
	return fault;
}

#define HEAD(rest) "Content-Disposition: form-data; " rest "\r\n"

TEST(multipart_gives_its_parts_however_they_come)
{
	static const struct {
		const char *body, *heard;
	} cases[] = {
		{ "--BoUnd\r\n" HEAD("name=\"a\"") "\r\n1\r\n--BoUnd--\r\n", "[a]1;" },
		{ "--BoUnd\r\n" HEAD("name=\"a\"") "\r\n\r\n--BoUnd--", "[a];" },
		{ "--BoUnd\r\n" HEAD("name=\"a\"; filename=\"x.pdf\"") "Content-Type: application/pdf\r\n\r\n%PDF\r\n\r\n--BoUn\r\r\n--\r\n--BoUnd\r\n"
			HEAD("name=\"b\"") "\r\n2\r\n--BoUnd--\r\nepilogue", "[a|x.pdf]%PDF\r\n\r\n--BoUn\r\r\n--;[b]2;" },
		{ "--BoUnd\r\ncontent-type: text/plain\r\n" HEAD("name=\"f\"; filename=\"C:\\dir\\r\xc3\xb8""d.txt\"") "\r\n\r\r\r\n--BoUnd--",
			"[f|r\xc3\xb8""d.txt]\r\r;" },
		{ "--BoUnd\r\n" HEAD("name=\"f\"; filename=\"../../etc/passwd\"") "\r\nx\r\n--BoUnd--", "[f|passwd]x;" },
		{ "--BoUnd\r\n" HEAD("name=\"q\"; filename=\"a%22b.txt\"") "\r\nx\r\n--BoUnd--", "[q|a\"b.txt]x;" },
		{ "--BoUnd\r\n" HEAD("name=\"q\"; filename=\"\"") "\r\n\r\n--BoUnd--", "[q|];" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct text body = text_from(cases[i].body), heard;

		for (size_t cut = 0; cut <= body.n; cut++) {
			CHECK_INT(read_cut(arena, body, cut, &heard), FAULT_NONE);
			CHECK_TEXT(heard, cases[i].heard);
		}
	}
}

TEST(multipart_refuses_what_browsers_do_not_send)
{
	static const char *const no[] = {
		"", "--BoUnd", "--BoUnd\r\n", "x--BoUnd\r\n" HEAD("name=\"a\"") "\r\n1\r\n--BoUnd--",
		"--BoUnd\r\n" HEAD("name=\"a\"") "\r\n1\r\n--BoUnd", "--BoUnd\r\n" HEAD("name=\"a\"") "\r\n1\r\n--BoUndX--",
		"--BoUnd\r\n\r\n1\r\n--BoUnd--", "--BoUnd\r\nContent-Type: text/plain\r\n\r\n1\r\n--BoUnd--",
		"--BoUnd\r\n" HEAD("filename=\"a\"") "\r\n1\r\n--BoUnd--", "--BoUnd\r\n" HEAD("name=\"a") "\r\n1\r\n--BoUnd--",
		"--BoUnd\r\n" HEAD("name=\"a\"") HEAD("name=\"b\"") "\r\n1\r\n--BoUnd--", "--BoUnd\r\nno colon\r\n\r\n1\r\n--BoUnd--",
		"--BoUnd\r\n" HEAD("name=\"\xff\"") "\r\n1\r\n--BoUnd--", "--BoUnd\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--BoUnd--",
	};

	for (size_t i = 0; i < LENGTH_OF(no); i++) {
		struct text body = text_from(no[i]), heard;

		for (size_t cut = 0; cut <= body.n; cut++)
			CHECK_INT(read_cut(arena, body, cut, &heard), FAULT_INVALID);
	}
}

TEST(multipart_is_bounded)
{
	struct buffer b = buffer_in(arena, 1 << 20);
	struct text heard;

	buffer_add_string(&b, "--BoUnd\r\nX: ");
	for (int i = 0; i < MULTIPART_HEAD_MAX; i++)
		buffer_add_byte(&b, 'x');
	CHECK_INT(read_cut(arena, buffer_text(&b), 0, &heard), FAULT_LIMIT);
	buffer_cut(&b, 0);
	for (int i = 0; i <= MULTIPART_PARTS_MAX; i++)
		buffer_add_string(&b, i == 0 ? "--BoUnd\r\n" HEAD("name=\"a\"") "\r\n" : "\r\n--BoUnd\r\n" HEAD("name=\"a\"") "\r\n");
	CHECK_INT(read_cut(arena, buffer_text(&b), 0, &heard), FAULT_LIMIT);
}

TEST(multipart_boundary_is_a_proper_one)
{
	CHECK_TEXT(multipart_boundary(TEXT("multipart/form-data; boundary=----WebKitFormBoundaryx")), "----WebKitFormBoundaryx");
	CHECK_TEXT(multipart_boundary(TEXT("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"")), NULL);
	CHECK_TEXT(multipart_boundary(TEXT("multipart/form-data; boundary=\"ab\"; x=y")), "ab");
	CHECK_TEXT(multipart_boundary(TEXT("multipart/form-data")), NULL);
	CHECK_TEXT(multipart_boundary(TEXT("multipart/form-data; boundary=")), NULL);
	CHECK_TEXT(multipart_boundary(TEXT("text/plain; boundary=x")), NULL);
	CHECK_TEXT(multipart_boundary(TEXT_NONE), NULL);
}
