from explorer.documents.progress import Step, finish


def test_work_in_steps_is_done_to_its_end_and_gives_its_result():
    done = []

    def work():
        for number in (1, 2):
            done.append(number)
            yield Step("passages stored", number, 2)
        done.append("end")
        return "result"

    assert finish(work()) == "result"
    assert done == [1, 2, "end"]
